package net.leasequery.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {

    /** Processes are told their ports long before they listen on them. */
    @Test
    void noPortIsGivenAwayTwice() {
        assertThat(IntStream.range(0, 500).map(each -> FreePort.next()).toArray())
                .doesNotHaveDuplicates();
    }

    @Test
    void portsSideBySideBelongToWhoGotTheFirst() {
        int[] firsts = IntStream.range(0, 200).map(each -> FreePort.next(3)).toArray();

        assertThat(IntStream.of(firsts)
                        .flatMap(first -> IntStream.range(first, first + 3))
                        .toArray())
                .doesNotHaveDuplicates();
    }
}
