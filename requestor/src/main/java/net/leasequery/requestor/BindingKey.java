package net.leasequery.requestor;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a binding of one server: two replies with the same key are about the same binding, and the later reply
 * replaces the earlier one. This is the Kafka key without the name of the server. The lease type is not part of the
 * key: an address that was leased as IA_NA and then as IA_TA is one row.
 *
 * @param vpn VPN that the address belongs to (RFC 6607); null for the global, default one
 * @param address text of the address, or of the delegated prefix with its length
 */
public record BindingKey(@Nullable String vpn, String address) {}
