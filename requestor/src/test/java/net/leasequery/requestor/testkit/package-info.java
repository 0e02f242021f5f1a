/** What the tests of several packages share: a scripted server, messages and a clock to set. */
@NullMarked
package net.leasequery.requestor.testkit;

import org.jspecify.annotations.NullMarked;
