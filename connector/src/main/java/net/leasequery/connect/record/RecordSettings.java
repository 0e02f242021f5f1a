package net.leasequery.connect.record;

import net.leasequery.connect.subnet.SubnetFilter;

/**
 * Record settings of the operator.
 *
 * @param topics to write to
 * @param optionsFormat format of the field {@code options} of a binding
 * @param tombstones whether the end of a binding is also written as a null value
 * @param fingerprints whether binding records carry the header that a sweep reads back
 * @param subnets whose bindings become records
 */
public record RecordSettings(
        Topics topics, OptionsFormat optionsFormat, boolean tombstones, boolean fingerprints, SubnetFilter subnets) {

    /** Settings for the bindings of all subnets. */
    public RecordSettings(Topics topics, OptionsFormat optionsFormat, boolean tombstones, boolean fingerprints) {
        this(topics, optionsFormat, tombstones, fingerprints, SubnetFilter.ALL);
    }
}
