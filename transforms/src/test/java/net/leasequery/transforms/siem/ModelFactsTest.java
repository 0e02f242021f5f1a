package net.leasequery.transforms.siem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import net.leasequery.transforms.Bindings;
import net.leasequery.transforms.GeneratedBindings;
import net.leasequery.transforms.ToAsim;
import net.leasequery.transforms.ToCim;
import net.leasequery.transforms.ToEcs;
import net.leasequery.transforms.ToOcsf;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of bindings of both families through each model, judged by the facts alone. */
class ModelFactsTest {

    private static final int BINDINGS = 4_000;
    private static final long SEED = Long.getLong("siem.seed", 20261125L);

    static List<Arguments> models() {
        OcsfJudge ocsf = new OcsfJudge();
        EcsJudge ecs = new EcsJudge();
        CimJudge cim = new CimJudge();
        AsimJudge asim = new AsimJudge();
        return List.of(
                model("OCSF", new ToOcsf<>(), ocsf::judge, BINDINGS),
                model("ECS", new ToEcs<>(), ecs::judge, BINDINGS),
                model("CIM", new ToCim<>(), cim::judge, BINDINGS / 5),
                model("ASIM", new ToAsim<>(), asim::judge, BINDINGS / 5));
    }

    private static Arguments model(
            String name,
            Transformation<SinkRecord> transform,
            Function<Map<String, Object>, List<String>> judge,
            int atLeast) {
        return Arguments.of(name, transform, judge, atLeast);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void everyCompleteOutputKeepsTheModelsRules(
            String name,
            Transformation<SinkRecord> transform,
            Function<Map<String, Object>, List<String>> judge,
            int atLeast) {
        transform.configure(Map.of("on.incomplete", "drop"));
        GeneratedBindings bindings = new GeneratedBindings(SEED);
        Map<String, Integer> problems = new TreeMap<>();
        int judged = 0;
        for (int i = 0; i < BINDINGS; i++) {
            SinkRecord record = Bindings.record(bindings.next());
            SinkRecord structured = transform.apply(record);
            SinkRecord mapped = transform.apply(Bindings.schemaless(record));

            assertThat(structured == null).isEqualTo(mapped == null);
            if (structured == null) {
                continue;
            }
            ConnectSchema.validateValue(structured.valueSchema(), structured.value());
            ((Struct) structured.value()).validate();
            assertThat(mapped.valueSchema()).isNull();
            Map<String, Object> tree = Bindings.tree(structured.value());
            assertThat(Bindings.tree(mapped.value())).isEqualTo(tree);
            judge.apply(tree).forEach(problem -> problems.merge(problem, 1, Integer::sum));
            judge.apply(Bindings.tree(mapped.value())).forEach(problem -> problems.merge(problem, 1, Integer::sum));
            judged++;
        }
        transform.close();

        System.out.println(name + ": " + judged + " of " + BINDINGS + " bindings complete, each judged with and without"
                + " schema, seed " + SEED);
        assertThat(problems).isEmpty();
        assertThat(judged).isGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void theJudgesFindWhatIsWrong() {
        Map<String, Object> ocsf = output(new ToOcsf<>());
        ocsf.put("device", Map.of("type_id", 1));
        ocsf.put("activity_id", 10);
        ocsf.remove("severity_id");
        assertThat(new OcsfJudge().judge(ocsf))
                .anyMatch(problem -> problem.startsWith("device: needs the profile host"))
                .anyMatch(problem -> problem.startsWith("activity_id: 10 is not in the enum"))
                .anyMatch(problem -> problem.startsWith("type_uid: is not 400400"))
                .anyMatch(problem -> problem.startsWith("severity_id: is required"));

        Map<String, Object> ecs = output(new ToEcs<>());
        ecs.put("dhcp", Map.of("x", 1));
        ecs.put("client", Map.of("mac", "aa:bb:cc:dd:ee:ff", "ip", "192.0.2.99"));
        assertThat(new EcsJudge().judge(ecs))
                .anyMatch(problem -> problem.startsWith("dhcp: is no field of ECS"))
                .anyMatch(problem -> problem.startsWith("client.mac: aa:bb:cc:dd:ee:ff has not the pattern"))
                .anyMatch(problem -> problem.startsWith("client.ip: is not in related.ip"));

        Map<String, Object> cim = output(new ToCim<>());
        cim.put("src_ip", "192.0.2.1");
        cim.put("tag", "dhcp");
        cim.put("action", "added");
        assertThat(new CimJudge().judge(cim))
                .anyMatch(problem -> problem.startsWith("src_ip: is not for DHCP"))
                .anyMatch(problem -> problem.startsWith("tag: is automatic"))
                .anyMatch(problem -> problem.startsWith("action: added is not allowed"));

        Map<String, Object> asim = output(new ToAsim<>());
        asim.remove("SrcDomainType");
        asim.put("EventType", "Expire");
        asim.put("IpAddr", "192.0.2.99");
        assertThat(new AsimJudge().judge(asim))
                .anyMatch(problem -> problem.startsWith("SrcDomainType: must be there exactly with SrcDomain"))
                .anyMatch(problem -> problem.startsWith("EventType: Expire is not allowed"))
                .anyMatch(problem -> problem.startsWith("IpAddr: differs from SrcIpAddr"));
    }

    private static Map<String, Object> output(Transformation<SinkRecord> transform) {
        transform.configure(Map.of());
        SinkRecord output = transform.apply(Bindings.record(Bindings.renewed()));
        transform.close();
        return new HashMap<>(Bindings.tree(output.value()));
    }
}
