@NullMarked
package net.leasequery.requestor.memory;

import org.jspecify.annotations.NullMarked;
