package net.leasequery.streams.lookup.http;

import java.util.Set;
import net.leasequery.streams.lookup.access.Caller;
import net.leasequery.streams.lookup.source.UnavailableException;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.eclipse.jetty.server.Request;

/**
 * The endpoint of one path and method.
 *
 * @param roles any of which suffices
 * @param parameters that are known
 * @param work that answers a request
 */
record Endpoint(Set<Role> roles, Set<String> parameters, Work work) {

    /** Answers a request of an authorized caller. */
    interface Work {
        Answer answer(Call call) throws InterruptedException, UnavailableException;
    }

    /**
     * A request of an authorized caller.
     *
     * @param caller that asks
     * @param remoteAddress of the caller's machine
     * @param parameters of the query
     * @param request with the body
     */
    record Call(Caller caller, String remoteAddress, Parameters parameters, Request request) {}
}
