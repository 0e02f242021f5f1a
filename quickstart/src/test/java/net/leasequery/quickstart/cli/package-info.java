/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.quickstart.cli;

import org.jspecify.annotations.NullMarked;
