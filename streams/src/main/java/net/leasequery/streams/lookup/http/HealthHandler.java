package net.leasequery.streams.lookup.http;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers {@code GET /health} without authentication: 200 while the application runs, 503 while it starts, restores,
 * rebalances or has failed. The answer has no personal data.
 */
final class HealthHandler extends Handler.Abstract {
    private final Supplier<Health> health;

    HealthHandler(Supplier<Health> health) {
        this.health = health;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals("/health")) {
            return false;
        }
        if (!request.getMethod().equals("GET")) {
            Router.send(
                    new Answer(405, Answer.JSON, new byte[0]).with(HttpHeader.ALLOW.asString(), "GET"),
                    request,
                    response,
                    callback);
            return true;
        }
        Health now = health.get();
        byte[] body = ("{\"state\":\"" + now.state() + "\",\"caughtUp\":" + now.caughtUp() + "}\n")
                .getBytes(StandardCharsets.UTF_8);
        Router.send(new Answer(now.running() ? 200 : 503, Answer.JSON, body), request, response, callback);
        return true;
    }
}
