package net.leasequery.codec.tshark;

import java.util.Map;
import net.leasequery.codec.Octets;

/**
 * A message and what the judge must say of it.
 *
 * @param name of the message type, and what is special about this one
 * @param octets of the message, without a frame's length
 * @param expected text of each field that we check
 */
record Judged(String name, Octets octets, Map<String, String> expected) {}
