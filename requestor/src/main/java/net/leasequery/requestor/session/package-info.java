/**
 * Live stream and back-fill as one pure state machine: they share what is owed and where to resume.
 * Uses conversation and backfill; must not know what drives it. RFC 7724 section 7.4.1.
 */
@NullMarked
package net.leasequery.requestor.session;

import org.jspecify.annotations.NullMarked;
