package net.leasequery.streams.lookup.access;

import java.util.Set;
import net.leasequery.streams.settings.HttpSettings.Role;

/**
 * An authenticated caller.
 *
 * @param name as in the credentials file; {@code anonymous} if there is no such file
 * @param roles of the caller
 */
public record Caller(String name, Set<Role> roles) {

    /** Copies the roles. */
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whether the caller has a role. */
    public boolean may(Role role) {
        return roles.contains(role);
    }
}
