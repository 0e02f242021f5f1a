package net.leasequery.transforms.internal.siem;

/**
 * The reporting product of an event. It is configured, because the protocol does not name the DHCP server's vendor.
 *
 * @param vendor that the SIEM shows
 * @param product that the SIEM shows
 */
public record Reporter(String vendor, String product) {}
