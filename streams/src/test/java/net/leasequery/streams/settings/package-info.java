@NullMarked
package net.leasequery.streams.settings;

import org.jspecify.annotations.NullMarked;
