/**
 * A group of 2 to 16 servers that share their addresses by draft-ietf-dhc-interserver-alt-00, as a model: address
 * states, POLL, COMPLETE POLL, PUSH, DUMP, TRANSFER, and membership in two phases. The draft leaves the packet format
 * open, so messages are values on a simulated network. ADR 24 says which parts of the draft are built, and how its
 * open questions are answered.
 */
@NullMarked
package net.leasequery.simulator.interserver;

import org.jspecify.annotations.NullMarked;
