package net.leasequery.streams.audit;

import org.jspecify.annotations.Nullable;

/**
 * The subject of a finding.
 *
 * @param group name of the group
 * @param vpn of the address; null for the default one
 * @param text the address, client or server
 */
public record Subject(String group, @Nullable String vpn, String text) {}
