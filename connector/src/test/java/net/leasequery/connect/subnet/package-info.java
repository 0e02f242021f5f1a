@NullMarked
package net.leasequery.connect.subnet;

import org.jspecify.annotations.NullMarked;
