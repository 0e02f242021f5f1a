/**
 * What the requestor hands over, in order: bindings, notices about the conversation, heartbeats and
 * rejected messages, each with the resume state that holds once it is safely stored. Pure values.
 */
@NullMarked
package net.leasequery.requestor.delivery;

import org.jspecify.annotations.NullMarked;
