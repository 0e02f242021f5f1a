package net.leasequery.requestor;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Ipv6Address;

/** A primary query of Bulk Leasequery: which bindings to ask for. RFC 6926 section 7.2, RFC 5460 section 5.3. */
public sealed interface BulkQuery {

    /** One constant per query, so that a {@code switch} over queries is complete. */
    enum Kind {
        ALL,
        HARDWARE_ADDRESS,
        CLIENT_ID,
        REMOTE_ID,
        RELAY_ID,
        LINK_ADDRESS,
        ADDRESS;

        /** Whether {@code family} has this kind of query. */
        public boolean isOf(DhcpFamily family) {
            return switch (this) {
                case ALL, HARDWARE_ADDRESS -> family == DhcpFamily.IPV4;
                case LINK_ADDRESS, ADDRESS -> family == DhcpFamily.IPV6;
                case CLIENT_ID, REMOTE_ID, RELAY_ID -> true;
            };
        }
    }

    /** Which query this is. */
    Kind kind();

    /** All configured addresses. */
    record All() implements BulkQuery {
        @Override
        public Kind kind() {
            return Kind.ALL;
        }

        @Override
        public String toString() {
            return "all";
        }
    }

    /** Bindings of the client with this link-layer address. */
    record ByHardwareAddress(HardwareAddress address) implements BulkQuery {
        @Override
        public Kind kind() {
            return Kind.HARDWARE_ADDRESS;
        }

        @Override
        public String toString() {
            return "hw-address:" + address.type() + "/" + address.text();
        }
    }

    /** Bindings of the client with this client-identifier; in DHCPv6 its DUID. */
    record ByClientId(Octets clientId) implements BulkQuery {
        @Override
        public Kind kind() {
            return Kind.CLIENT_ID;
        }

        @Override
        public String toString() {
            return "client-id:" + clientId.toHex();
        }
    }

    /**
     * Bindings behind the relay agent's port with this remote-id; in DHCPv6 the whole option value, which begins with
     * four octets of enterprise-number (RFC 4649 section 3).
     */
    record ByRemoteId(Octets remoteId) implements BulkQuery {
        @Override
        public Kind kind() {
            return Kind.REMOTE_ID;
        }

        @Override
        public String toString() {
            return "remote-id:" + remoteId.toHex();
        }
    }

    /** Bindings behind the relay agent with this relay-id; in DHCPv6 its DUID. */
    record ByRelayId(Octets relayId) implements BulkQuery {
        @Override
        public Kind kind() {
            return Kind.RELAY_ID;
        }

        @Override
        public String toString() {
            return "relay-id:" + relayId.toHex();
        }
    }

    /** Bindings on the link that has this address. */
    record ByLinkAddress(Ipv6Address address) implements BulkQuery {

        /**
         * The query for an address in any of the forms of RFC 4291 section 2.2.
         *
         * @throws IllegalArgumentException if the text is none of them
         */
        public static ByLinkAddress of(String address) {
            return new ByLinkAddress(Ipv6Address.parse(address));
        }

        /** Returns the address in its canonical text, as {@link RelayInfo#linkAddress} has it. */
        public String link() {
            return address.toString();
        }

        @Override
        public Kind kind() {
            return Kind.LINK_ADDRESS;
        }

        @Override
        public String toString() {
            return "link-address:" + address;
        }
    }

    /** Bindings of the client that holds this address or a prefix that contains it. */
    record ByAddress(Ipv6Address address) implements BulkQuery {

        /**
         * The query for an address in any of the forms of RFC 4291 section 2.2.
         *
         * @throws IllegalArgumentException if the text is none of them
         */
        public static ByAddress of(String address) {
            return new ByAddress(Ipv6Address.parse(address));
        }

        @Override
        public Kind kind() {
            return Kind.ADDRESS;
        }

        @Override
        public String toString() {
            return "address:" + address;
        }
    }
}
