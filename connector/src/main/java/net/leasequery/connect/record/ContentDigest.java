package net.leasequery.connect.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
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
 * The SHA-256 over chosen parts of a binding, in one fixed encoding, so the digest of given content never changes. Not
 * thread-safe.
 */
final class ContentDigest {

    /** Writes parts, in an order that the caller chooses and keeps. */
    @FunctionalInterface
    interface Parts {
        void write(ContentDigest to);
    }

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** More than almost any binding takes. */
    private static final int USUAL_OCTETS = 1_024;

    private static final int ABSENT = -1;

    private final MessageDigest sha256;
    /** A plain array, because the JDK's streams take a lock for each octet. */
    private byte[] content = new byte[USUAL_OCTETS];

    private int length;
    private final int prefixLength;

    /** Begins with nothing. */
    ContentDigest() {
        this(to -> {});
    }

    /** @param prefix what all contents begin with; written once, because it stays in the array */
    ContentDigest(Parts prefix) {
        prefix.write(this);
        prefixLength = length;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Returns the 32 octets of the digest over these parts. */
    byte[] of(Parts parts) {
        length = prefixLength;
        parts.write(this);
        sha256.update(content, 0, length);
        if (content.length > USUAL_OCTETS * 16) {
            content = Arrays.copyOf(content, Math.max(USUAL_OCTETS, prefixLength));
        }
        return sha256.digest();
    }

    void address(BindingAddress address) {
        text(address.leaseType().name());
        text(address.text());
        text(address.vpn());
    }

    void client(Client client) {
        HardwareAddress hardware = client.hardwareAddress();
        if (hardware == null) {
            flag(false);
            octets(null);
        } else {
            number(hardware.type());
            octets(hardware.octets());
        }
        octets(client.clientId());
        octets(client.duid());
        Long iaid = client.iaid();
        if (iaid == null) {
            flag(false);
        } else {
            number(iaid);
        }
        text(client.hostname());
        text(client.fqdn());
        text(client.vendorClass());
        text(client.userClass());
    }

    void times(BindingTimes times) {
        time(times.stateStart());
        time(times.lastTransaction());
        time(times.leaseExpiry());
        time(times.renewal());
        time(times.rebinding());
        time(times.preferredExpiry());
        flag(times.infiniteLease());
    }

    void relay(@Nullable RelayInfo relay) {
        flag(relay != null);
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

    void options(Map<Integer, Octets> options) {
        if (options.isEmpty()) {
            return;
        }
        // A single option needs no sorting.
        Map<Integer, Octets> ordered = options.size() == 1 ? options : new TreeMap<>(options);
        ordered.forEach((code, octets) -> {
            makeRoom(Integer.BYTES);
            integer(code);
            octets(octets);
        });
    }

    /** Adds nothing for a server's own change, so that ids and fingerprints of earlier versions stay valid. Call last. */
    void dataSource(boolean remote) {
        if (remote) {
            flag(true);
        }
    }

    private void time(@Nullable ServerTime time) {
        if (time == null) {
            flag(false);
        } else {
            number(time.epochSecond());
        }
    }

    private void number(long number) {
        makeRoom(1 + Long.BYTES);
        content[length] = 1;
        LONG.set(content, length + 1, number);
        length += 1 + Long.BYTES;
    }

    /** In UTF-8. */
    void text(@Nullable String text) {
        int characters = text == null ? 0 : text.length();
        makeRoom(Integer.BYTES + characters);
        if (text == null) {
            integer(ABSENT);
            return;
        }
        int at = length + Integer.BYTES;
        for (int i = 0; i < characters; i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                octets(Octets.ofUtf8(text));
                return;
            }
            content[at + i] = (byte) character;
        }
        integer(characters);
        length += characters;
    }

    /** Length first, so that no two different contents can produce the same octets. */
    private void octets(@Nullable Octets octets) {
        makeRoom(Integer.BYTES + (octets == null ? 0 : octets.length()));
        if (octets == null) {
            integer(ABSENT);
            return;
        }
        integer(octets.length());
        octets.copyTo(content, length);
        length += octets.length();
    }

    void flag(boolean flag) {
        makeRoom(1);
        content[length++] = (byte) (flag ? 1 : 0);
    }

    /** The caller has made room, once for a value and its length. */
    private void integer(int number) {
        INT.set(content, length, number);
        length += Integer.BYTES;
    }

    private void makeRoom(int octets) {
        if (content.length - length < octets) {
            content = Arrays.copyOf(content, Math.max(2 * content.length, Math.addExact(length, octets)));
        }
    }
}
