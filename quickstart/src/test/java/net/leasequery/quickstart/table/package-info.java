/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.quickstart.table;

import org.jspecify.annotations.NullMarked;
