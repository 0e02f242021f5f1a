package net.leasequery.simulator.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseTable;

/** The lease table as a file: one JSON object per configured address, sorted by VPN, then address. */
public final class TableFile {

    private TableFile() {}

    /**
     * Writes the table, or a part of it, as it is now. The file is replaced atomically.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(LeaseTable table, TableView view, Path file) throws IOException {
        requireWritable(file);
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try (BufferedWriter out = Files.newBufferedWriter(beside)) {
            for (Lease lease : sorted(table, view)) {
                out.write(LeaseLine.of(lease, view));
                out.write('\n');
            }
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Checks that a table can be written to this file, which may not exist yet.
     *
     * @throws IOException that says why not
     */
    public static void requireWritable(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (file.toString().isEmpty() || Files.isDirectory(file)) {
            throw new IOException("\"" + file + "\" is not a file for a table");
        }
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IOException("cannot write " + file + ": its folder does not exist or is not writable");
        }
    }

    private static List<Lease> sorted(LeaseTable table, TableView view) {
        List<Lease> leases = table.toList();
        leases.removeIf(view.rows().negate());
        leases.sort(Comparator.comparing((Lease lease) -> Objects.toString(LeaseLine.vpn(lease), ""))
                .thenComparing(Lease::address));
        return leases;
    }
}
