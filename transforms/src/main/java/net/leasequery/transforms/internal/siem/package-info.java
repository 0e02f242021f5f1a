/** The SIEM models: each a list of attributes, from which output, schema and documentation are generated. */
@NullMarked
package net.leasequery.transforms.internal.siem;

import org.jspecify.annotations.NullMarked;
