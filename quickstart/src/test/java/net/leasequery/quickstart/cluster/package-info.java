/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.quickstart.cluster;

import org.jspecify.annotations.NullMarked;
