package net.leasequery.transforms.internal.siem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.transforms.internal.binding.Lease;
import org.apache.kafka.connect.data.Schema;

/** A SIEM model as a list of attributes, from which schema, output and documentation are made. Immutable. */
public final class Model {

    /**
     * What became of a binding.
     *
     * @param value structure or map
     * @param missing paths of attributes that the model insists on; empty if complete
     */
    public record Output(Object value, List<String> missing) {

        public boolean isComplete() {
            return missing.isEmpty();
        }
    }

    private final List<Attribute> attributes;
    private final Node root;

    /**
     * @param schemaName full name of the output's schema
     * @param attributes each at a path of its own
     */
    Model(String schemaName, List<Attribute> attributes) {
        this.attributes = List.copyOf(attributes);
        Map<String, Attribute> byPath = new LinkedHashMap<>();
        for (Attribute attribute : attributes) {
            if (byPath.put(attribute.path(), attribute) != null) {
                throw new IllegalStateException(attribute.path() + " is there twice");
            }
        }
        this.root = new Node(schemaName, byPath);
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    /** Schema of the outputs of {@link #toStruct}. */
    public Schema schema() {
        return root.schema();
    }

    /** The binding as a structure. */
    public Output toStruct(Lease lease) {
        Missing missing = new Missing();
        Object value = root.toStruct(lease, missing);
        return new Output(Objects.requireNonNull(value, "constants are always there"), missing.paths());
    }

    /** The binding as a map, which has no entry for what is not known. */
    public Output toMap(Lease lease) {
        Missing missing = new Missing();
        Object value = root.toMap(lease, missing);
        return new Output(Objects.requireNonNull(value, "constants are always there"), missing.paths());
    }
}
