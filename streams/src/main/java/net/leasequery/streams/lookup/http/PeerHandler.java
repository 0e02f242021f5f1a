package net.leasequery.streams.lookup.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import net.leasequery.streams.lookup.access.TokenBuckets;
import net.leasequery.streams.lookup.cluster.ForwardingKey;
import net.leasequery.streams.lookup.cluster.LocalTenures;
import net.leasequery.streams.lookup.cluster.PeerFormat;
import net.leasequery.streams.lookup.cluster.Peers;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers other instances from the stores of this instance. The instance that the caller asked has authenticated the
 * caller, and writes the look-up to the log before it answers.
 */
final class PeerHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(PeerHandler.class);
    private static final double WARNINGS_PER_SECOND = 1.0 / 60;
    private static final int MOST_OCTETS = 64 * 1_024;

    private final ForwardingKey key;
    private final LocalTenures local;
    private final RequestCounts counts;
    private final TokenBuckets warnings;

    /** Creates a handler that answers instances with the key from these stores. */
    PeerHandler(ForwardingKey key, LocalTenures local, RequestCounts counts, LongSupplier nanoTime) {
        this.key = key;
        this.local = local;
        this.counts = counts;
        warnings = new TokenBuckets(WARNINGS_PER_SECOND, 1, nanoTime);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        if (!Request.getPathInContext(request).equals(Peers.PATH)) {
            return false;
        }
        Answer answer;
        try {
            answer = answer(request);
        } catch (ProblemException problem) {
            answer = problem.answer();
        }
        Router.send(answer, request, response, callback);
        return true;
    }

    private Answer answer(Request request) throws IOException {
        if (!request.getMethod().equals("POST")) {
            throw ProblemException.methodNotAllowed("POST");
        }
        String digest = key.provenDigest(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        if (digest == null) {
            warn(Request.getRemoteAddr(request));
            throw ProblemException.unauthorized();
        }
        byte[] body;
        try (InputStream content = Content.Source.asInputStream(request)) {
            body = content.readNBytes(MOST_OCTETS);
        }
        if (!ForwardingKey.digest(body).equals(digest)) {
            throw ProblemException.unauthorized();
        }
        try {
            PeerFormat.Forwarded forwarded = PeerFormat.forwarded(body);
            Answer answer = new Answer(
                    200, Answer.JSON, PeerFormat.write(local.find(forwarded.question(), forwarded.partitions())));
            counts.answeredPeer();
            return answer;
        } catch (UnavailableException e) {
            throw ProblemException.unavailable(2, String.valueOf(e.getMessage()));
        }
    }

    /** Limits the log line, because any machine that reaches the port can cause it at any rate. */
    private void warn(String remote) {
        if (warnings.take("") == 0) {
            LOG.warn(
                    "A request from {} for the stores of this instance was refused: it was not signed with"
                            + " http.forwarding.key.file. If it is an instance, give all the same file and check their"
                            + " clocks. At most one such line is written a minute.",
                    remote);
        }
    }
}
