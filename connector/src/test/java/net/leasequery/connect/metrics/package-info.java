/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.connect.metrics;

import org.jspecify.annotations.NullMarked;
