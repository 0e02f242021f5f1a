/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.connect.record;

import org.jspecify.annotations.NullMarked;
