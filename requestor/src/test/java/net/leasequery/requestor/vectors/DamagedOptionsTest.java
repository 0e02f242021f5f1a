package net.leasequery.requestor.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.DhcpFamily;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A good message of each family, in which one option after the other is damaged in every way: the binding still
 * comes, and all that other options say of it. Spared are only those that a binding cannot be understood without.
 */
@Tag("trap-19")
class DamagedOptionsTest {

    private static final long SEED = Long.getLong("seed", 20_261_125);
    private static final int RANDOM_TIMES = 20;

    /** Every DHCPv4 option that is known by name or that clients and relay agents write, with a good value. */
    private static final Map<Integer, String> V4 = good(
            "12 host",
            "54 c0000201",
            "58 00000708",
            "59 00000c4e",
            "60 MSFT 5.0",
            "61 010a0b0c0d0e0f",
            "77 iPXE",
            "81 04000004686f7374076578616d706c6500",
            "82 01046765303102027231050" + "4c0000200" + "06027375" + "0c0a00030001020304050607" + "97020076",
            "92 c0000206",
            "151 0073746174757320",
            "156 02",
            "157 01",
            "43 0102",
            "52 01",
            "224 0a0b");

    /** Those that cost the message: they are damaged in no test here. */
    private static final String V4_ESSENTIAL =
            "35010d" + "98046b49d200" + "330400000e10" + "990400000064" + "5b0400000032";

    private static final Map<Integer, String> V6 = good(
            "1 00030001020304050607",
            "2 000300010a0b0c0d0e0f",
            "6 00640017",
            "13 00006f6b",
            "15 000475736572",
            "16 0000013700084d53465420352e30",
            "17 0000197f000100026e61",
            "18 6765",
            "37 000000090a0b",
            "38 737562",
            "39 0004686f7374076578616d706c6500",
            "47 fe80000000000000000000000000020c" + "0c00" + "20010db8000000000000000000000001"
                    + "fe800000000000000000000000000001" + "0012000a67652d302f302f312e37" + "00250006000000090a0b"
                    + "0035000a00030001020304050607",
            "48 20010db8000000000000000000000001",
            "53 00030001020304050607",
            "4711 0a0b");

    static Stream<Arguments> v4() {
        return cases(V4);
    }

    static Stream<Arguments> v6() {
        return cases(V6);
    }

    @ParameterizedTest(name = "option {0} {1}")
    @MethodSource("v4")
    void noDhcpv4OptionCostsTheBindingOrAnotherOption(int code, Damage damage) {
        Random random = new Random(SEED + code);
        for (int i = 0; i < RANDOM_TIMES; i++) {
            byte[] value = damage.to(octetsOf(code, V4), random);
            Wire wire = Wire.of(DhcpFamily.IPV4);

            List<Binding> bindings = wire.bindings(v4Message(code, value));

            assertThat(bindings).as("seed %d, value %s", SEED, hex(value)).hasSize(1);
            Binding binding = bindings.get(0);
            Binding good = Wire.of(DhcpFamily.IPV4)
                    .bindings(v4Message(code, octetsOf(code, V4)))
                    .get(0);
            assertThat(withoutV4(binding, code))
                    .as("seed %d, value %s", SEED, hex(value))
                    .isEqualTo(withoutV4(good, code));
            assertThat(keptOrShown(binding, code, value))
                    .as("option %d as %s is in %s", code, hex(value), binding)
                    .isTrue();
            if (value.length == 0) {
                assertThat(wire.dialect().toleratedFaults().malformedOptions()).isEqualTo(isOfAnyForm(code) ? 0 : 1);
            }
        }
    }

    @ParameterizedTest(name = "option {0} {1}")
    @MethodSource("v6")
    void noDhcpv6OptionCostsTheBindingOrAnotherOption(int code, Damage damage) {
        Random random = new Random(SEED + code);
        for (int i = 0; i < RANDOM_TIMES; i++) {
            byte[] value = damage.to(octetsOf(code, V6), random);

            List<Binding> bindings = Wire.of(DhcpFamily.IPV6).bindings(v6Message(code, value));

            assertThat(bindings).as("seed %d, value %s", SEED, hex(value)).hasSize(2);
            for (Binding binding : bindings) {
                assertThat(binding.state()).isEqualTo(BindingState.ACTIVE);
                assertThat(binding.times().leaseExpiry()).isNotNull();
                assertThat(binding.times().lastTransaction()).isNotNull();
                for (int other : V6.keySet()) {
                    if (other != code) {
                        assertThat(keptOrShown(binding, other, octetsOf(other, V6)))
                                .as("seed %d, value %s, option %d", SEED, hex(value), other)
                                .isTrue();
                    }
                }
                assertThat(keptOrShown(binding, code, value))
                        .as("option %d as %s is in %s", code, hex(value), binding)
                        .isTrue();
            }
        }
    }

    private static Stream<Arguments> cases(Map<Integer, String> options) {
        return options.keySet().stream()
                .flatMap(code -> Stream.of(Damage.values()).map(damage -> Arguments.of(code, damage)));
    }

    private static boolean isOfAnyForm(int code) {
        return code == 43 || code == 224;
    }

    /** What the binding says but for what this option says. */
    private static List<Object> withoutV4(Binding binding, int code) {
        List<Object> rest = new ArrayList<>(
                List.of(binding.address(), String.valueOf(binding.client().hardwareAddress())));
        rest.add(binding.times().leaseExpiry());
        rest.add(binding.times().stateStart());
        rest.add(binding.times().lastTransaction());
        rest.add(code == 12 ? 0 : binding.client().hostname());
        rest.add(code == 54 ? 0 : binding.serverId());
        rest.add(code == 58 || code == 59 ? 0 : binding.times().renewal());
        rest.add(code == 58 || code == 59 ? 0 : binding.times().rebinding());
        rest.add(code == 60 ? 0 : binding.client().vendorClass());
        rest.add(code == 61 ? 0 : binding.client().clientId());
        rest.add(code == 77 ? 0 : binding.client().userClass());
        rest.add(code == 81 ? 0 : binding.client().fqdn());
        rest.add(code == 82 ? 0 : binding.relay());
        rest.add(code == 151 ? 0 : binding.statusMessage());
        rest.add(code == 156 ? 0 : binding.state());
        rest.add(code == 157 ? 0 : binding.remote());
        Map<Integer, Octets> others = new LinkedHashMap<>(binding.options());
        others.remove(code);
        rest.add(others);
        return rest;
    }

    /** Whether the octets are among the options, or the option is one that a field shows. */
    private static boolean keptOrShown(Binding binding, int code, byte[] value) {
        Octets kept = binding.options().get(code);
        return kept == null ? SHOWN.contains(code) && hasItsForm(code, value) : kept.equals(Octets.copyOf(value));
    }

    private static boolean hasItsForm(int code, byte[] value) {
        return switch (code) {
            case 54, 58, 59 -> value.length == 4;
            case 156, 157, 52 -> value.length == 1;
            case 92 -> value.length > 0 && value.length % 4 == 0;
            case 82 -> isOption82(value);
            default -> value.length > 0;
        };
    }

    private static boolean isOption82(byte[] value) {
        try {
            return !RelayAgentInformation.decode(Octets.copyOf(value))
                    .subOptions()
                    .isEmpty();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /** Options that a field shows if they are well formed, and those that say something of the message only. */
    private static final List<Integer> SHOWN =
            List.of(1, 12, 15, 39, 47, 52, 54, 58, 59, 60, 61, 77, 81, 82, 92, 151, 156, 157);

    private static Octets v4Message(int damaged, byte[] value) {
        ByteBuf out = Unpooled.buffer();
        out.writeBytes(Octets.ofHex("020106001122334400000000c0000205" + "00".repeat(8) + "c0000201" + "0a0b0c0d0e0f"
                        + "00".repeat(202) + "63825363" + V4_ESSENTIAL)
                .toByteArray());
        V4.keySet().forEach(code -> {
            byte[] octets = code == damaged ? value : octetsOf(code, V4);
            out.writeByte(code).writeByte(octets.length).writeBytes(octets);
        });
        return Octets.copyOf(out.writeByte(0xff), 0, out.readableBytes());
    }

    /** An address by itself and one within its association, and half an option within the latter. */
    private static Octets v6Message(int damaged, byte[] value) {
        ByteBuf client = Unpooled.buffer();
        client.writeBytes(Octets.ofHex("0005001820010db800000000000000000000000100000e1000001c20" + "002e000400000064"
                        + "0003002b0000000700000708000009c4"
                        + "0005001b20010db800000000000000000000000200000e1000001c20000d00")
                .toByteArray());
        V6.keySet().forEach(code -> {
            byte[] octets = code == damaged ? value : octetsOf(code, V6);
            client.writeShort(code).writeShort(octets.length).writeBytes(octets);
        });
        ByteBuf out = Unpooled.buffer();
        out.writeBytes(Octets.ofHex("11a1b2c30064000432ebdf00").toByteArray());
        out.writeShort(45).writeShort(client.readableBytes()).writeBytes(client);
        return Octets.copyOf(out, 0, out.readableBytes());
    }

    private static byte[] octetsOf(int code, Map<Integer, String> options) {
        String text = Objects.requireNonNull(options.get(code));
        return text.matches("(?:[0-9a-f]{2})+")
                ? Octets.ofHex(text).toByteArray()
                : Octets.ofUtf8(text).toByteArray();
    }

    private static String hex(byte[] octets) {
        return Octets.copyOf(octets).toHex();
    }

    private static Map<Integer, String> good(String... options) {
        Map<Integer, String> byCode = new LinkedHashMap<>();
        for (String option : options) {
            int blank = option.indexOf(' ');
            byCode.put(Integer.valueOf(option.substring(0, blank)), option.substring(blank + 1));
        }
        return byCode;
    }
}
