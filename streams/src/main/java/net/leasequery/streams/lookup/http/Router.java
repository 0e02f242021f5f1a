package net.leasequery.streams.lookup.http;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.leasequery.streams.lookup.access.Caller;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the endpoint of a request, and sends its answer or the problem. Paths have no variable part. */
final class Router extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int RETRY_SECONDS = 5;

    private final Gate gate;
    private final Map<String, Map<String, Endpoint>> endpoints;
    private final RequestCounts counts;

    /** @param endpoints by path and method */
    Router(Gate gate, Map<String, Map<String, Endpoint>> endpoints, RequestCounts counts) {
        this.gate = gate;
        this.endpoints = Map.copyOf(endpoints);
        this.counts = counts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long began = System.nanoTime();
        Answer answer;
        try {
            answer = answer(request, response);
        } catch (ProblemException problem) {
            answer = problem.answer();
        } catch (UnavailableException e) {
            LOG.warn("A look-up was not answered: {}. The caller got status 503.", e.getMessage(), e.getCause());
            answer = ProblemException.unavailable(
                            RETRY_SECONDS,
                            String.valueOf(e.getMessage()) + ". Nothing follows from this about the address.")
                    .answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = ProblemException.unavailable(5, "This instance stops.").answer();
        } catch (RuntimeException e) {
            LOG.error(
                    "A request for {} failed. The caller got status 500. This is a fault of lease-streams; report"
                            + " it with this stack trace.",
                    Request.getPathInContext(request),
                    e);
            answer = ProblemException.internal().answer();
        }
        counts.ended(answer.status(), System.nanoTime() - began);
        send(answer, request, response, callback);
        return true;
    }

    private Answer answer(Request request, Response response) throws InterruptedException, UnavailableException {
        Map<String, Endpoint> methods = endpoints.get(Request.getPathInContext(request));
        if (methods == null) {
            throw ProblemException.notFound();
        }
        Endpoint endpoint = methods.get(request.getMethod());
        if (endpoint == null) {
            throw ProblemException.methodNotAllowed(
                    methods.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        Caller caller = gate.admit(request, response);
        if (endpoint.roles().stream().noneMatch(caller::may)) {
            throw ProblemException.forbidden("It needs the role "
                    + endpoint.roles().stream()
                            .map(role -> role.name().toLowerCase(Locale.ROOT))
                            .sorted()
                            .collect(Collectors.joining(" or "))
                    + ". Nothing was looked up.");
        }
        Parameters parameters = Parameters.of(request, endpoint.parameters());
        return endpoint.work().answer(new Endpoint.Call(caller, Request.getRemoteAddr(request), parameters, request));
    }

    static void send(Answer answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        answer.headers().forEach(headers::put);
        if (answer.status() >= 400 && !request.getMethod().equals("GET")) {
            // A refused body may not have been read: the connection cannot be used again.
            headers.put(HttpHeader.CONNECTION, "close");
        }
        headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
