package net.leasequery.codec.v6.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCodeTest {

    @ParameterizedTest
    @CsvSource({
        "0, SUCCESS",
        "1, UNSPEC_FAIL",
        "2, NO_ADDRS_AVAIL",
        "3, NO_BINDING",
        "4, NOT_ON_LINK",
        "5, USE_MULTICAST",
        "6, NO_PREFIX_AVAIL",
        "7, UNKNOWN_QUERY_TYPE",
        "8, MALFORMED_QUERY",
        "9, NOT_CONFIGURED",
        "10, NOT_ALLOWED",
        "11, QUERY_TERMINATED",
        "12, DATA_MISSING",
        "13, CATCH_UP_COMPLETE",
        "14, NOT_SUPPORTED",
        "15, TLS_CONNECTION_REFUSED",
        "16, UNKNOWN",
        "65535, UNKNOWN"
    })
    @Tag("R7653-11-1")
    void hasTheNumbersOfTheRegistry(int code, StatusCode meaning) {
        assertThat(new Status(code, Octets.EMPTY).meaning()).isEqualTo(meaning);
    }

    @Test
    void keepsTheNumberOfAnUnknownMeaning() {
        Status status = new Status(4711, Octets.ofUtf8("?"));

        assertThat(status.code()).isEqualTo(4711);
        assertThat(status.isSuccess()).isFalse();
        assertThat(status.optionCode()).isEqualTo(OptionCode.STATUS_CODE);
    }

    @Test
    void hasNoNumberForWhatIsUnknown() {
        assertThatIllegalArgumentException().isThrownBy(() -> Status.of(StatusCode.UNKNOWN, ""));
    }
}
