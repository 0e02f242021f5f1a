/** Tests of settings and other values that a user of the library makes. */
@NullMarked
package net.leasequery.requestor.settings;

import org.jspecify.annotations.NullMarked;
