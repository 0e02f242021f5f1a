package net.leasequery.simulator.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.lease.LeaseTerm;
import net.leasequery.simulator.lease.Relay;
import org.jspecify.annotations.Nullable;

/** The lease table as a file: one JSON object per configured address, sorted by VPN, then address. */
public final class TableFile {

    private TableFile() {}

    /**
     * Writes the table, or a part of it, as it is now. The file appears whole or not at all.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(LeaseTable table, TableView view, Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try (BufferedWriter out = Files.newBufferedWriter(beside)) {
            for (Lease lease : sorted(table, view)) {
                out.write(line(lease, view));
                out.write('\n');
            }
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** One lease as one JSON object. */
    static String line(Lease lease, TableView view) {
        JsonLine json = new JsonLine(view::shows)
                .put("vpn", vpnText(lease.vpn()))
                .put("address", lease.address().toString())
                .put("state", lease.state().name());
        if (lease.client() != null) {
            String hardwareAddress = lease.client().hardwareAddressText();
            if (hardwareAddress != null) {
                json.put("hardwareType", lease.client().hardwareType()).put("hardwareAddress", hardwareAddress);
            }
            json.put("clientId", lease.client().clientId())
                    .put("hostname", lease.client().hostname())
                    .put("fqdn", lease.client().fqdn())
                    .put("vendorClass", lease.client().vendorClass())
                    .put("userClass", lease.client().userClass());
        }
        json.put("stateStartTime", lease.stateStart()).put("lastTransactionTime", lease.lastTransaction());
        LeaseTerm term = lease.term();
        if (term != null) {
            json.put("leaseExpiryTime", term.expiry())
                    .put("renewalTime", term.renewal())
                    .put("rebindingTime", term.rebinding());
        }
        json.put("infiniteLease", term != null && term.isInfinite());
        if (lease.relay() != null) {
            json.put("relay", relay(lease.relay(), view));
        }
        return json.put("remote", lease.remote()).toString();
    }

    private static JsonLine relay(Relay relay, TableView view) {
        return new JsonLine(view::shows)
                .put("giaddr", Objects.toString(relay.giaddr(), null))
                .put("linkAddress", Objects.toString(relay.linkSelection(), null))
                .put("circuitId", relay.circuitId())
                .put("remoteId", relay.remoteId())
                .put("relayId", relay.relayId())
                .put("subscriberId", relay.subscriberId());
    }

    private static List<Lease> sorted(LeaseTable table, TableView view) {
        List<Lease> leases = table.toList();
        leases.removeIf(view.rows().negate());
        leases.sort(Comparator.comparing((Lease lease) -> Objects.toString(vpnText(lease.vpn()), ""))
                .thenComparing(Lease::address));
        return leases;
    }

    /** Name of the VPN; the hexadecimal VPN-ID if it has no name; null for the global one. */
    private static @Nullable String vpnText(VirtualSubnet vpn) {
        if (vpn.isGlobal()) {
            return null;
        }
        String name = vpn.name();
        return name != null ? name : vpn.information().toHex();
    }
}
