package net.leasequery.streams.lookup.http;

import java.security.cert.X509Certificate;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import net.leasequery.streams.lookup.access.Authentication;
import net.leasequery.streams.lookup.access.Caller;
import net.leasequery.streams.lookup.access.TokenBuckets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** Checks a request before it is answered: its origin, its caller, and the caller's rate. Safe for several threads. */
final class Gate {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Authentication authentication;
    private final TokenBuckets requests;

    Gate(Authentication authentication, TokenBuckets requests) {
        this.authentication = authentication;
        this.requests = requests;
    }

    /** Returns the caller. */
    Caller admit(Request request, Response response) {
        refuseOtherSites(request);
        String remote = Request.getRemoteAddr(request);
        Caller caller;
        try {
            caller = authentication.authenticate(
                    request.getHeaders().get(HttpHeader.AUTHORIZATION), certificate(request), remote);
        } catch (Authentication.RefusedException e) {
            if (e.refusal() == Authentication.Refusal.LATER) {
                throw ProblemException.tooMany(10, "Too many credentials from your machine were wrong.");
            }
            for (String challenge : authentication.challenges()) {
                response.getHeaders().add(new HttpField(HttpHeader.WWW_AUTHENTICATE, challenge));
            }
            throw ProblemException.unauthorized();
        }
        int seconds = requests.take(authentication.isAnonymous() ? remote : caller.name());
        if (seconds > 0) {
            throw ProblemException.tooMany(
                    seconds, "You have reached http.requests.per.second. Nothing was looked up.");
        }
        return caller;
    }

    /**
     * Refuses requests of another site in the caller's browser. The site must neither use the browser's credentials
     * (cross-site requests), nor pretend by its DNS to be this machine, whose callers need not authenticate.
     */
    private void refuseOtherSites(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site)) {
            throw ProblemException.forbidden("Another site asks through your browser.");
        }
        // Other browsers send the site in Origin, at least with requests that could change something.
        String origin = request.getHeaders().get("Origin");
        if (site == null
                && origin != null
                && !origin.endsWith("://" + request.getHttpURI().getAuthority())) {
            throw ProblemException.forbidden("Another site asks through your browser.");
        }
        if (authentication.isAnonymous() && !LOCAL_NAMES.contains(Request.getServerName(request))) {
            throw ProblemException.forbidden("Without http.credentials.file only this machine may ask:"
                    + " use localhost or 127.0.0.1 in the URL.");
        }
    }

    private static @Nullable X500Principal certificate(Request request) {
        if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session) {
            X509Certificate[] chain = session.peerCertificates();
            return chain == null || chain.length == 0 ? null : chain[0].getSubjectX500Principal();
        }
        return null;
    }
}
