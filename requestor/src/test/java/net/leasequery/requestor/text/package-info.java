/** Tests of the text package. */
@NullMarked
package net.leasequery.requestor.text;

import org.jspecify.annotations.NullMarked;
