package net.leasequery.requestor;

import net.leasequery.codec.Octets;
import net.leasequery.requestor.binding.HardwareAddress;

/** A primary query of Bulk Leasequery: which bindings to ask for. RFC 6926 section 7.2. */
public sealed interface BulkQuery {

    /** One constant per query, so that a {@code switch} over queries is complete. */
    enum Kind {
        ALL,
        HARDWARE_ADDRESS,
        CLIENT_ID,
        REMOTE_ID,
        RELAY_ID
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

    /** Bindings of the client with this client-identifier. */
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

    /** Bindings behind the relay agent's port with this remote-id. */
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

    /** Bindings behind the relay agent with this relay-id. */
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
}
