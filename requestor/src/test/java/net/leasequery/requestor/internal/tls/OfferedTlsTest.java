package net.leasequery.requestor.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import net.leasequery.requestor.testkit.TlsParties;
import org.junit.jupiter.api.Test;

/** What our first message of a handshake offers. */
class OfferedTlsTest {

    /** RFC 8446 section 4.2.3: each algorithm is a hash and a signature, or a code of its own from 0x0804 on. */
    private static final List<String> WANTED = List.of(
            "0403", "0503", "0603", "0807", "0808", "0804", "0805", "0806", "0809", "080a", "080b", "0401", "0501",
            "0601");

    @Test
    void offersNoSignatureWithABrokenDigest() throws Exception {
        SSLEngine engine = new TlsEngines(TlsParties.settings(), "localhost", 67).newEngine();

        assertThat(signatureAlgorithms(clientHello(engine))).containsExactlyElementsOf(WANTED);
    }

    private static String clientHello(SSLEngine engine) throws Exception {
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.beginHandshake();
        assertThat(engine.wrap(ByteBuffer.allocate(0), out).bytesProduced()).isPositive();
        return HexFormat.of().formatHex(out.array(), 0, out.position());
    }

    /** Looks for the extension signature_algorithms, number 13, by the only length that it can have here. */
    private static List<String> signatureAlgorithms(String hello) {
        for (int at = hello.indexOf("000d00"); at >= 0; at = hello.indexOf("000d00", at + 1)) {
            int length = Integer.parseInt(hello.substring(at + 4, at + 8), 16);
            int list = Integer.parseInt(hello.substring(at + 8, at + 12), 16);
            if (at % 2 == 0 && list == length - 2) {
                String codes = hello.substring(at + 12, at + 12 + 2 * list);
                return Stream.of(codes.split("(?<=\\G.{4})")).toList();
            }
        }
        throw new AssertionError("no signature_algorithms in " + hello);
    }
}
