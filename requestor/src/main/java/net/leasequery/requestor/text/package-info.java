/**
 * Text from outside, made fit for people. Knows nothing else of the requestor.
 */
@NullMarked
package net.leasequery.requestor.text;

import org.jspecify.annotations.NullMarked;
