/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.connect.table;

import org.jspecify.annotations.NullMarked;
