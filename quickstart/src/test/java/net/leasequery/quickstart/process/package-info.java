/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.quickstart.process;

import org.jspecify.annotations.NullMarked;
