package net.leasequery.transforms.internal.siem;

/**
 * Who reports, as far as models want it said: the protocol does not tell who made the DHCP server.
 *
 * @param vendor as the SIEM is to show it
 * @param product as the SIEM is to show it
 */
public record Reporter(String vendor, String product) {}
