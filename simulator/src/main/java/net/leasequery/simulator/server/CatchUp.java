package net.leasequery.simulator.server;

import java.time.Instant;
import java.util.BitSet;
import java.util.Random;
import net.leasequery.simulator.history.History;

/**
 * Reads from the history which addresses changed on or after a query-start-time. Each address comes once, in no
 * order. Reads one block of the history at a time, so entries that are forgotten meanwhile are missed: then the
 * catch-up cannot be completed (RFC 7724 section 7.4.1).
 */
final class CatchUp {

    /** Whether there is more to come. */
    enum Progress {
        RUNNING,
        COMPLETE,
        DATA_MISSING
    }

    private static final int BLOCK = 1024;

    private final History history;
    private final Instant start;
    private final Random random;
    private final long end;
    private final BitSet sent = new BitSet();
    private final int[] block = new int[BLOCK];

    private long position;
    private int blockSize;
    private Progress progress = Progress.RUNNING;

    /**
     * Creates a catch-up of the changes up to now; later changes are live updates.
     *
     * @param start query-start-time, server's clock
     */
    CatchUp(History history, Instant start, Random random) {
        this.history = history;
        this.start = start;
        this.random = random;
        this.end = history.end();
        this.position = history.first();
        readUntilSomethingIsFound();
    }

    Progress progress() {
        return progress;
    }

    /** Slot of an address that changed; only while {@link #progress} is RUNNING. */
    int next() {
        blockSize--;
        int slot = block[blockSize];
        if (blockSize == 0) {
            readUntilSomethingIsFound();
        }
        return slot;
    }

    private void readUntilSomethingIsFound() {
        while (progress == Progress.RUNNING && blockSize == 0) {
            if (!history.covers(start) && position < history.first()) {
                progress = Progress.DATA_MISSING;
            } else if (position >= end) {
                progress = Progress.COMPLETE;
            } else {
                readBlock();
            }
        }
    }

    private void readBlock() {
        position = Math.max(position, history.first());
        while (position < end && blockSize < BLOCK) {
            int slot = history.slot(position);
            if (history.isOnOrAfter(position, start) && !sent.get(slot)) {
                sent.set(slot);
                block[blockSize] = slot;
                blockSize++;
            }
            position++;
        }
        shuffleBlock();
    }

    private void shuffleBlock() {
        for (int i = blockSize - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int slot = block[i];
            block[i] = block[other];
            block[other] = slot;
        }
    }
}
