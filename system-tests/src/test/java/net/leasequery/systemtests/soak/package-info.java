/** Tests of the judgement after a soak, and of what a seed decides. */
@NullMarked
package net.leasequery.systemtests.soak;

import org.jspecify.annotations.NullMarked;
