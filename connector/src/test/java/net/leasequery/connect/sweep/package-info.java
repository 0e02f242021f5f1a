/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.connect.sweep;

import org.jspecify.annotations.NullMarked;
