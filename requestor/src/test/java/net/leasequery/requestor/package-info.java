/** What holds for the library as a whole. */
@NullMarked
package net.leasequery.requestor;

import org.jspecify.annotations.NullMarked;
