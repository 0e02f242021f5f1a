package net.leasequery.streams.lookup.http;

import java.util.Set;
import net.leasequery.streams.lookup.access.Caller;
import net.leasequery.streams.lookup.source.UnavailableException;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.eclipse.jetty.server.Request;

/**
 * What one path does by one method.
 *
 * @param roles any of which is enough
 * @param parameters that it knows
 * @param work what it does
 */
record Endpoint(Set<Role> roles, Set<String> parameters, Work work) {

    /** What an endpoint does with a request of a caller who may make it. */
    interface Work {
        Answer answer(Call call) throws InterruptedException, UnavailableException;
    }

    /**
     * A request whose caller may make it.
     *
     * @param caller who asks
     * @param remoteAddress from where
     * @param parameters with what
     * @param request for a body
     */
    record Call(Caller caller, String remoteAddress, Parameters parameters, Request request) {}
}
