package net.leasequery.quickstart.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Checks whether a started process serves yet. Called every few milliseconds until it does. */
@FunctionalInterface
public interface Readiness {

    /**
     * Returns true once the process serves, and false, never an exception, for "not yet".
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    boolean isReady() throws InterruptedException;

    /** Ready when the port accepts a connection on the loopback address. */
    static Readiness portOpen(int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return true;
            } catch (IOException notYet) {
                return false;
            }
        };
    }

    /** Ready when the address answers 200. */
    static Readiness answersOk(URI address) {
        return answersOk(address, HttpClient.newBuilder());
    }

    /** As {@link #answersOk(URI)}, over TLS. */
    static Readiness answersOk(URI address, SSLContext tls) {
        return answersOk(address, HttpClient.newBuilder().sslContext(tls));
    }

    private static Readiness answersOk(URI address, HttpClient.Builder builder) {
        HttpClient client = builder.connectTimeout(Duration.ofSeconds(1)).build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        return () -> {
            try {
                return client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            }
        };
    }
}
