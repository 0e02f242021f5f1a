package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TransactionIdsTest {

    private static final int LAST_OF_24_BITS = 0xff_ffff;

    @Test
    @Tag("R7653-6.2-2")
    void givesEachQueryOfAConnectionAndTheNextConnectionTheirOwn() {
        TransactionIds xids = new TransactionIds(7, 24);

        assertThat(xids.take(3)).isEqualTo(7);
        assertThat(xids.take()).isEqualTo(10);
    }

    @Test
    void beginsAnewRatherThanBreakARun() {
        TransactionIds xids = new TransactionIds(LAST_OF_24_BITS - 1, 24);

        assertThat(xids.take(3)).isZero();
        assertThat(xids.take()).isEqualTo(3);
    }

    @Test
    void usesTheLastOneToo() {
        TransactionIds xids = new TransactionIds(LAST_OF_24_BITS - 1, 24);

        assertThat(xids.take(2)).isEqualTo(LAST_OF_24_BITS - 1);
        assertThat(xids.take()).isZero();
    }

    @Test
    void takesWhateverRandomNumberForTheFirst() {
        assertThat(new TransactionIds(-1, 24).take()).isEqualTo(LAST_OF_24_BITS);
        assertThat(new TransactionIds(-1, 32).take()).isEqualTo(-1);
    }
}
