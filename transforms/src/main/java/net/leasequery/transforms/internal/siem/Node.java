package net.leasequery.transforms.internal.siem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.transforms.internal.binding.Lease;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One object of a model's output: a branch of the tree that the paths of the attributes make. Its schema is
 * built once. An object without any value is left out.
 */
final class Node {

    private record Leaf(Attribute attribute, Field field) {}

    private record Branch(Node node, Field field) {}

    private final Schema schema;
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();

    /**
     * @param schemaName of the object; of those within it, with their names appended
     * @param attributes by path from this object on
     */
    Node(String schemaName, Map<String, Attribute> attributes) {
        Map<String, Map<String, Attribute>> inner = new LinkedHashMap<>();
        Map<String, Attribute> own = new LinkedHashMap<>();
        attributes.forEach((path, attribute) -> {
            int dot = path.indexOf('.');
            if (dot < 0) {
                own.put(path, attribute);
            } else {
                inner.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<>())
                        .put(path.substring(dot + 1), attribute);
            }
        });
        Map<String, Node> nodes = new LinkedHashMap<>();
        inner.forEach((name, within) -> nodes.put(name, new Node(schemaName + "_" + name, within)));
        SchemaBuilder builder = SchemaBuilder.struct().name(schemaName).optional();
        own.forEach((name, attribute) -> builder.field(name, attribute.type().schema()));
        nodes.forEach((name, node) -> builder.field(name, node.schema));
        this.schema = builder.build();
        own.forEach((name, attribute) -> leaves.add(new Leaf(attribute, schema.field(name))));
        nodes.forEach((name, node) -> branches.add(new Branch(node, schema.field(name))));
    }

    Schema schema() {
        return schema;
    }

    /** The object as a structure; null if nothing in it is known. */
    @Nullable
    Struct toStruct(Lease lease, Missing missing) {
        Struct struct = null;
        for (Leaf leaf : leaves) {
            Object value = missing.valueOf(leaf.attribute(), lease);
            if (value != null) {
                struct = struct == null ? new Struct(schema) : struct;
                struct.put(leaf.field(), structured(leaf.attribute(), value));
            }
        }
        for (Branch branch : branches) {
            Struct value = branch.node().toStruct(lease, missing);
            if (value != null) {
                struct = struct == null ? new Struct(schema) : struct;
                struct.put(branch.field(), value);
            }
        }
        return struct;
    }

    private static Object structured(Attribute attribute, Object value) {
        return attribute.type() == ValueType.OBSERVABLES
                ? ((List<?>) value)
                        .stream().map(each -> ((Observable) each).toStruct()).toList()
                : value;
    }

    /** The object as a map, which has only what is known; null if nothing in it is known. */
    @Nullable
    Map<String, Object> toMap(Lease lease, Missing missing) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Leaf leaf : leaves) {
            Object value = missing.valueOf(leaf.attribute(), lease);
            if (value != null) {
                map.put(leaf.field().name(), mapped(leaf.attribute(), value));
            }
        }
        for (Branch branch : branches) {
            Map<String, Object> value = branch.node().toMap(lease, missing);
            if (value != null) {
                map.put(branch.field().name(), value);
            }
        }
        return map.isEmpty() ? null : map;
    }

    private static Object mapped(Attribute attribute, Object value) {
        return attribute.type() == ValueType.OBSERVABLES
                ? ((List<?>) value)
                        .stream().map(each -> ((Observable) each).toMap()).toList()
                : value;
    }
}
