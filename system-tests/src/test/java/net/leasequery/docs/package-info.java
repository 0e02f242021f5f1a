/**
 * Keeps the documents true: what they say of the code is compared with the code, and a stale page
 * fails the build. Reads the repository's files as text; must not know the modules' classes.
 */
@NullMarked
package net.leasequery.docs;

import org.jspecify.annotations.NullMarked;
