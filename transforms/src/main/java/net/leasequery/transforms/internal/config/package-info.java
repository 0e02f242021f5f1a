/** Parsing and validation of configuration keys that several transforms share. */
@NullMarked
package net.leasequery.transforms.internal.config;

import org.jspecify.annotations.NullMarked;
