package net.leasequery.transforms.internal.siem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.transforms.internal.binding.TargetField;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One object of a model's output: a branch of the tree of the attributes' paths. Its schema is built once.
 */
final class Node {

    /**
     * An attribute within an object.
     *
     * @param object number of the object that has the attribute
     */
    record Leaf(Attribute attribute, int object, TargetField field) {}

    /**
     * An object of the tree.
     *
     * @param parent number of the parent object; -1 for the outermost
     * @param field in the parent; null for the outermost
     */
    record Place(Schema schema, int parent, @Nullable TargetField field) {}

    private final Schema schema;
    private final Map<String, Attribute> own = new LinkedHashMap<>();
    private final Map<String, Node> branches = new LinkedHashMap<>();

    /**
     * @param schemaName of the object; schemas of inner objects have their names appended
     * @param attributes by path relative to this object
     */
    Node(String schemaName, Map<String, Attribute> attributes) {
        Map<String, Map<String, Attribute>> inner = new LinkedHashMap<>();
        attributes.forEach((path, attribute) -> {
            int dot = path.indexOf('.');
            if (dot < 0) {
                own.put(path, attribute);
            } else {
                inner.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<>())
                        .put(path.substring(dot + 1), attribute);
            }
        });
        inner.forEach((name, within) -> branches.put(name, new Node(schemaName + "_" + name, within)));
        SchemaBuilder builder = SchemaBuilder.struct().name(schemaName).optional();
        own.forEach((name, attribute) -> builder.field(name, attribute.type().schema()));
        branches.forEach((name, node) -> builder.field(name, node.schema));
        this.schema = builder.build();
    }

    Schema schema() {
        return schema;
    }

    /** Lists this object and its inner objects with their attributes, each object before its inner objects. */
    void collect(List<Place> places, List<Leaf> leaves) {
        collect(-1, null, places, leaves);
    }

    private void collect(int parent, @Nullable TargetField field, List<Place> places, List<Leaf> leaves) {
        int number = places.size();
        places.add(new Place(schema, parent, field));
        own.forEach((name, attribute) -> leaves.add(new Leaf(attribute, number, TargetField.of(schema.field(name)))));
        branches.forEach((name, node) -> node.collect(number, TargetField.of(schema.field(name)), places, leaves));
    }
}
