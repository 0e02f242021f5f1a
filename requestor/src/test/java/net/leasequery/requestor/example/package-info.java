/** The example of requestor/README.md, compiled and run. */
@NullMarked
package net.leasequery.requestor.example;

import org.jspecify.annotations.NullMarked;
