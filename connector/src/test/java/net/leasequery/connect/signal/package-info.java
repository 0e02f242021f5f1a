@NullMarked
package net.leasequery.connect.signal;

import org.jspecify.annotations.NullMarked;
