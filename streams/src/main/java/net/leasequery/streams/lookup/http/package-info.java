/** The HTTP server: routes, limits, errors, the page. The only package that uses the HTTP library. */
@NullMarked
package net.leasequery.streams.lookup.http;

import org.jspecify.annotations.NullMarked;
