package net.leasequery.streams.lookup.access;

import java.util.Set;
import net.leasequery.streams.settings.HttpSettings.Role;

/**
 * Who asks.
 *
 * @param name as in the credentials file; {@code anonymous} on this machine
 * @param roles what he may do
 */
public record Caller(String name, Set<Role> roles) {

    /** Copies what it is given. */
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whether he may. */
    public boolean may(Role role) {
        return roles.contains(role);
    }
}
