package net.leasequery.requestor.internal.v6;

import net.leasequery.codec.v6.option.IaNa;
import net.leasequery.codec.v6.option.IaPd;
import net.leasequery.codec.v6.option.IdentityAssociation;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.requestor.LeaseType;
import org.jspecify.annotations.Nullable;

/**
 * The data of the identity association around an address or a prefix.
 *
 * @param typeOfAddress lease type of the addresses in it
 * @param iaid null outside of an association
 * @param t1 seconds from base-time, 0 if not sent
 * @param t2 likewise
 * @param status of the association; null if it has none
 * @param others its options that are neither leases nor a status
 */
record Association(
        LeaseType typeOfAddress,
        @Nullable Long iaid,
        long t1,
        long t2,
        @Nullable Status status,
        OptionMap others) {

    /** For an address or prefix outside of an association. */
    static final Association NONE = new Association(LeaseType.NA, null, 0, 0, null, new OptionMap());

    static Association of(IdentityAssociation association) {
        long t1 = 0;
        long t2 = 0;
        LeaseType type = LeaseType.TA;
        if (association instanceof IaNa na) {
            type = LeaseType.NA;
            t1 = na.t1();
            t2 = na.t2();
        } else if (association instanceof IaPd pd) {
            type = LeaseType.PD;
            t1 = pd.t1();
            t2 = pd.t2();
        }
        return new Association(
                type,
                association.iaid(),
                t1,
                t2,
                association.options().statusCode(),
                OtherOptions.within(association.options()));
    }
}
