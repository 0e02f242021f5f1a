/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.connect.config;

import org.jspecify.annotations.NullMarked;
