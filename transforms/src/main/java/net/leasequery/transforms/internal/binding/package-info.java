/** Reads a binding from a record, whatever its converter made of it: structures and maps, octets and base64. */
@NullMarked
package net.leasequery.transforms.internal.binding;

import org.jspecify.annotations.NullMarked;
