package net.leasequery.simulator.churn;

import java.util.random.RandomGenerator;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.LeaseTable;

/** Twice as many subscribers as there are addresses, so that addresses change hands. */
final class Ipv4Subscribers implements Subscribers {

    private static final int LINES_PER_RELAY = 4096;

    private static final int LINES_PER_SLOT = 48;

    private static final String[] VENDOR_CLASSES = {"MSFT 5.0", "android-dhcp-14", "udhcp 1.36.1", "docsis3.1:cm"};

    private static final String[] USER_CLASSES = {"voip", "iptv", "data"};

    private final LeaseTable table;

    Ipv4Subscribers(LeaseTable table) {
        this.table = table;
    }

    @Override
    public Subscriber draw(RandomGenerator random, int slot) {
        return number(random.nextInt(Math.max(1, table.size()) * 2));
    }

    /** The subscriber with this number, from 0. */
    static Subscriber number(int number) {
        byte[] mac = {2, (byte) 0x5e, (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number
        };
        String name = "cpe-" + number;
        Ipv4Client client = new Ipv4Client(
                1,
                Octets.ofOwned(mac),
                number % 4 == 0 ? null : clientId(mac),
                number % 8 == 0 ? null : name,
                number % 3 == 0 ? name + ".access.example.net" : null,
                number % 2 == 0 ? VENDOR_CLASSES[number / 2 % VENDOR_CLASSES.length] : null,
                number % 5 == 0 ? USER_CLASSES[number / 5 % USER_CLASSES.length] : null);
        return new Subscriber(client, relay(number));
    }

    /** The client-identifier that most clients send: hardware type and address (RFC 2132 section 9.14). */
    private static Octets clientId(byte[] mac) {
        byte[] id = new byte[mac.length + 1];
        id[0] = 1;
        System.arraycopy(mac, 0, id, 1, mac.length);
        return Octets.ofOwned(id);
    }

    private static Ipv4Relay relay(int number) {
        int relayNumber = number / LINES_PER_RELAY;
        int line = number % LINES_PER_RELAY;
        Ipv4Relay circuit = Ipv4Relay.circuit(
                Octets.ofUtf8("access-" + relayNumber + " eth 0/" + line / LINES_PER_SLOT + "/" + line % LINES_PER_SLOT
                        + ":100"),
                Octets.ofUtf8("line-" + number));
        Ipv4Address giaddr = new Ipv4Address(0x0aff_0001 + (relayNumber << 8 & 0xff00));
        Ipv4Relay behindRelay = circuit.through(giaddr, Octets.ofUtf8("relay-" + relayNumber));
        return number % 16 == 0 ? behindRelay.onLink(giaddr, Octets.ofUtf8("subscriber-" + number)) : behindRelay;
    }
}
