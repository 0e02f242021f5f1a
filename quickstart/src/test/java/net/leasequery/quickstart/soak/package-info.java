/** Tests of the judgement after a soak, and of what a seed decides. */
@NullMarked
package net.leasequery.quickstart.soak;

import org.jspecify.annotations.NullMarked;
