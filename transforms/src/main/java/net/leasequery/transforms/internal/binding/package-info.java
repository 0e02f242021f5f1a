/** Reads a binding from a record in all forms of converters: structures and maps, octets and base64. */
@NullMarked
package net.leasequery.transforms.internal.binding;

import org.jspecify.annotations.NullMarked;
