/**
 * Our messages before an independent judge: Wireshark's dissectors. Every message type is written to
 * a capture file and must come back without a complaint and with the values that we put in. Uses the
 * codec's public types only. Skipped, and says so, where {@code tshark} is not installed.
 */
@NullMarked
package net.leasequery.codec.tshark;

import org.jspecify.annotations.NullMarked;
