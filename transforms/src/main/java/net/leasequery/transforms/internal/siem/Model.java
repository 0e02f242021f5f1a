package net.leasequery.transforms.internal.siem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.transforms.internal.binding.Lease;
import org.apache.kafka.connect.data.Schema;

/** A SIEM model as a list of attributes, from which schema, output and documentation are generated. Immutable. */
public final class Model {

    /**
     * The output for a binding.
     *
     * @param value structure or map
     * @param missing paths of required attributes without a value; empty if complete
     */
    public record Output(Object value, List<String> missing) {

        public boolean isComplete() {
            return missing.isEmpty();
        }
    }

    private final List<Attribute> attributes;
    private final Schema schema;
    private final Node.Place[] places;
    private final Node.Leaf[] leaves;

    /**
     * @param schemaName full name of the output's schema
     * @param attributes with distinct paths
     */
    Model(String schemaName, List<Attribute> attributes) {
        this.attributes = List.copyOf(attributes);
        Map<String, Attribute> byPath = new LinkedHashMap<>();
        for (Attribute attribute : attributes) {
            if (byPath.put(attribute.path(), attribute) != null) {
                throw new IllegalStateException(attribute.path() + " is there twice");
            }
        }
        Node root = new Node(schemaName, byPath);
        List<Node.Place> objects = new ArrayList<>();
        List<Node.Leaf> values = new ArrayList<>();
        root.collect(objects, values);
        this.schema = root.schema();
        this.places = objects.toArray(Node.Place[]::new);
        this.leaves = values.toArray(Node.Leaf[]::new);
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    /** Returns the schema of the outputs of {@link #toStruct}. */
    public Schema schema() {
        return schema;
    }

    /** Returns the binding as a structure. */
    public Output toStruct(Lease lease) {
        StructOutput output = new StructOutput(places);
        Missing missing = new Missing();
        for (Node.Leaf leaf : leaves) {
            Object value = missing.valueOf(leaf.attribute(), lease);
            if (value != null) {
                output.put(leaf, value);
            }
        }
        return new Output(output.struct(0), missing.paths());
    }

    /** Returns the binding as a map, without entries for unknown values. */
    public Output toMap(Lease lease) {
        MapOutput output = new MapOutput(places);
        Missing missing = new Missing();
        for (Node.Leaf leaf : leaves) {
            Object value = missing.valueOf(leaf.attribute(), lease);
            if (value != null) {
                output.put(leaf, value);
            }
        }
        return new Output(output.map(0), missing.paths());
    }
}
