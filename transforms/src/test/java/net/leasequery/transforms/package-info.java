@NullMarked
package net.leasequery.transforms;

import org.jspecify.annotations.NullMarked;
