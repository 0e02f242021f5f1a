package net.leasequery.codec.v6.option;

import java.util.UUID;
import net.leasequery.codec.Octets;

/**
 * A DHCP Unique Identifier: opaque octets, equal only when all of them are (RFC 8415 section 11). The parts that its
 * type defines are for people to read, not for identity. Octets that do not have the format of their type are an {@link
 * Other}, never an error, because they still identify a client.
 */
public sealed interface Duid {

    /** All octets, the type included, as on the wire. Never empty. */
    Octets octets();

    /**
     * Returns the DUID with these octets.
     *
     * @throws IllegalArgumentException when there are none
     */
    static Duid of(Octets octets) {
        return switch (DuidForm.of(octets)) {
            case LINK_LAYER_TIME -> new LinkLayerTime(octets);
            case ENTERPRISE -> new Enterprise(octets);
            case LINK_LAYER -> new LinkLayer(octets);
            case UUID -> new Uuid(octets);
            case OTHER -> new Other(octets);
        };
    }

    /** Returns the DUID with these octets in hex, without separators. */
    static Duid ofHex(String hex) {
        return of(Octets.ofHex(hex));
    }

    /** The octets as lower-case hex, without separators. */
    default String toHex() {
        return octets().toHex();
    }

    /** DUID-LLT: link-layer address plus time. RFC 8415 section 11.2. */
    record LinkLayerTime(Octets octets) implements Duid {

        private static final int ADDRESS_OFFSET = 8;

        /** @throws IllegalArgumentException when the octets are not of this type */
        public LinkLayerTime {
            DuidForm.LINK_LAYER_TIME.check(octets);
        }

        /**
         * A DUID made from its parts.
         *
         * @param hardwareType IANA hardware type, 1 for Ethernet
         * @param time seconds since 2000-01-01 UTC, unsigned 32 bit
         * @param linkLayerAddress at least one octet
         */
        public static LinkLayerTime of(int hardwareType, long time, Octets linkLayerAddress) {
            return new LinkLayerTime(DuidForm.LINK_LAYER_TIME.write(out -> {
                out.writeShort(Unsigned.check16(hardwareType, "hardware type"));
                out.writeInt((int) Unsigned.check32(time, "time"));
                linkLayerAddress.writeTo(out);
            }));
        }

        /** IANA hardware type, 1 for Ethernet. */
        public int hardwareType() {
            return octets.unsignedShortAt(2);
        }

        /** When the DUID was made: seconds since 2000-01-01 UTC by its maker's clock; see {@link Dhcpv6Epoch}. */
        public long time() {
            return octets.unsignedIntAt(4);
        }

        /** Link-layer address of one interface at that time; no proof that the client still uses it. */
        public Octets linkLayerAddress() {
            return octets.slice(ADDRESS_OFFSET, octets.length() - ADDRESS_OFFSET);
        }
    }

    /** DUID-EN: assigned by a vendor. RFC 8415 section 11.3. */
    record Enterprise(Octets octets) implements Duid {

        private static final int ADDRESS_OFFSET = 6;

        /** @throws IllegalArgumentException when the octets are not of this type */
        public Enterprise {
            DuidForm.ENTERPRISE.check(octets);
        }

        /** A DUID made from its parts; the identifier has at least one octet. */
        public static Enterprise of(long enterpriseNumber, Octets identifier) {
            return new Enterprise(DuidForm.ENTERPRISE.write(out -> {
                out.writeInt((int) Unsigned.check32(enterpriseNumber, "enterprise-number"));
                identifier.writeTo(out);
            }));
        }

        /** IANA Private Enterprise Number, unsigned 32 bit. */
        public long enterpriseNumber() {
            return octets.unsignedIntAt(2);
        }

        /** Identifier that the vendor assigned. */
        public Octets identifier() {
            return octets.slice(ADDRESS_OFFSET, octets.length() - ADDRESS_OFFSET);
        }
    }

    /** DUID-LL: link-layer address. RFC 8415 section 11.4. */
    record LinkLayer(Octets octets) implements Duid {

        private static final int ADDRESS_OFFSET = 4;

        /** @throws IllegalArgumentException when the octets are not of this type */
        public LinkLayer {
            DuidForm.LINK_LAYER.check(octets);
        }

        /** A DUID made from its parts; hardware type 1 is Ethernet, the address has at least one octet. */
        public static LinkLayer of(int hardwareType, Octets linkLayerAddress) {
            return new LinkLayer(DuidForm.LINK_LAYER.write(out -> {
                out.writeShort(Unsigned.check16(hardwareType, "hardware type"));
                linkLayerAddress.writeTo(out);
            }));
        }

        /** IANA hardware type, 1 for Ethernet. */
        public int hardwareType() {
            return octets.unsignedShortAt(2);
        }

        /** Link-layer address of an interface that is part of the device. */
        public Octets linkLayerAddress() {
            return octets.slice(ADDRESS_OFFSET, octets.length() - ADDRESS_OFFSET);
        }
    }

    /** DUID-UUID. RFC 6355 section 4, RFC 8415 section 11.5. */
    record Uuid(Octets octets) implements Duid {

        /** @throws IllegalArgumentException when the octets are not of this type */
        public Uuid {
            DuidForm.UUID.check(octets);
        }

        /** The DUID of a UUID. */
        public static Uuid of(UUID uuid) {
            return new Uuid(DuidForm.UUID.write(
                    out -> out.writeLong(uuid.getMostSignificantBits()).writeLong(uuid.getLeastSignificantBits())));
        }

        /** The UUID. */
        public UUID uuid() {
            return new UUID(
                    octets.unsignedIntAt(2) << 32 | octets.unsignedIntAt(6),
                    octets.unsignedIntAt(10) << 32 | octets.unsignedIntAt(14));
        }
    }

    /** A DUID of an unknown type, or one that does not have the format of its type. */
    record Other(Octets octets) implements Duid {

        /** @throws IllegalArgumentException when there are no octets, or they have the format of another type */
        public Other {
            DuidForm.OTHER.check(octets);
        }
    }
}
