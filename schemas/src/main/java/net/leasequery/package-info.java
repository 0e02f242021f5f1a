/**
 * The data contract for consumers: classes that Avro generates from the {@code .avsc} files of this
 * module, which are also under {@code avro/} in its jar. Uses Avro and nothing else of the project.
 * Terms are those of RFC 7724 and RFC 6926.
 */
package net.leasequery;
