package net.leasequery.connect.record;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.HardwareAddress;
import net.leasequery.requestor.RelayInfo;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 over chosen parts of a binding, in one fixed form: what was hashed once has the same
 * digest for ever. Not thread-safe.
 */
final class ContentDigest {

    /** Writes parts, in an order that the caller chooses and keeps. */
    @FunctionalInterface
    interface Parts {
        void write(ContentDigest to) throws IOException;
    }

    private final MessageDigest sha256;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream(512);
    private final DataOutputStream out = new DataOutputStream(content);

    ContentDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The 32 octets of the digest over these parts. */
    byte[] of(Parts parts) {
        content.reset();
        try {
            parts.write(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256.digest(content.toByteArray());
    }

    void address(BindingAddress address) throws IOException {
        text(address.leaseType().name());
        text(address.text());
        text(address.vpn());
    }

    void client(Client client) throws IOException {
        HardwareAddress hardware = client.hardwareAddress();
        number(hardware == null ? null : (long) hardware.type());
        octets(hardware == null ? null : hardware.octets());
        octets(client.clientId());
        octets(client.duid());
        number(client.iaid());
        text(client.hostname());
        text(client.fqdn());
        text(client.vendorClass());
        text(client.userClass());
    }

    void times(BindingTimes times) throws IOException {
        time(times.stateStart());
        time(times.lastTransaction());
        time(times.leaseExpiry());
        time(times.renewal());
        time(times.rebinding());
        time(times.preferredExpiry());
        out.writeBoolean(times.infiniteLease());
    }

    void relay(@Nullable RelayInfo relay) throws IOException {
        out.writeBoolean(relay != null);
        if (relay == null) {
            return;
        }
        text(relay.giaddr());
        text(relay.linkAddress());
        text(relay.peerAddress());
        octets(relay.circuitId());
        octets(relay.remoteId());
        octets(relay.relayId());
        octets(relay.subscriberId());
        octets(relay.interfaceId());
    }

    void options(Map<Integer, Octets> options) throws IOException {
        for (Map.Entry<Integer, Octets> option : new TreeMap<>(options).entrySet()) {
            out.writeInt(option.getKey());
            octets(option.getValue());
        }
    }

    private void time(@Nullable ServerTime time) throws IOException {
        number(time == null ? null : time.epochSecond());
    }

    private void number(@Nullable Long number) throws IOException {
        out.writeBoolean(number != null);
        if (number != null) {
            out.writeLong(number);
        }
    }

    void text(@Nullable String text) throws IOException {
        octets(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private void octets(@Nullable Octets octets) throws IOException {
        octets(octets == null ? null : octets.toByteArray());
    }

    /** Length first, so that no two contents can run together into the same octets. */
    private void octets(byte @Nullable [] octets) throws IOException {
        out.writeInt(octets == null ? -1 : octets.length);
        if (octets != null) {
            out.write(octets);
        }
    }

    void flag(boolean flag) throws IOException {
        out.writeBoolean(flag);
    }
}
