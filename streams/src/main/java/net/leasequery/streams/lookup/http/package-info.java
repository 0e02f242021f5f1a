/** The HTTP server: routes, limits, errors, the page. The only package that knows the library for HTTP. */
@NullMarked
package net.leasequery.streams.lookup.http;

import org.jspecify.annotations.NullMarked;
