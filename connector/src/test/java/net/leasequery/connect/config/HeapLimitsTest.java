package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapLimitsTest {

    private static final long MIB = 1 << 20;

    @Test
    void theDefaultsFitIntoAnyUsualHeap() {
        for (long heap : new long[] {64 * MIB, 256 * MIB, 2_048 * MIB}) {
            assertThat(new HeapLimits(heap / 2, 16 * MIB, heap).warning()).isNull();
        }
    }

    @Test
    void limitsThatTheHeapCannotHoldAreReportedWithKeysFiguresAndRemedy() {
        assertThat(new HeapLimits(200 * MIB, 16 * MIB, 256 * MIB).warning())
                .contains("sweep.table.max.bytes (209715200 octets)")
                .contains("max.queue.bytes (16777216 octets)")
                .contains("84 % of the heap of 268435456 octets")
                .contains("KAFKA_HEAP_OPTS");
        assertThat(new HeapLimits(Long.MAX_VALUE, 16 * MIB, 256 * MIB).warning())
                .isNotNull();
    }
}
