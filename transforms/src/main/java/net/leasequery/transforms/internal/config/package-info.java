/** What the configuration keys of several transforms have in common. */
@NullMarked
package net.leasequery.transforms.internal.config;

import org.jspecify.annotations.NullMarked;
