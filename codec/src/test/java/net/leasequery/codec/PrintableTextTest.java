package net.leasequery.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTextTest {

    private static final String GRIN = "\uD83D\uDE00";

    @ParameterizedTest
    @CsvSource({
        "C0, 0x1b",
        "DEL, 0x7f",
        "C1 (CSI), 0x9b",
        "next line, 0x85",
        "right-to-left override, 0x202e",
        "isolate, 0x2066",
        "zero width space, 0x200b",
        "byte order mark, 0xfeff",
        "soft hyphen, 0xad",
        "line separator, 0x2028",
        "paragraph separator, 0x2029",
        "private, 0xe000",
        "not assigned, 0x378",
        "tag, 0xe0041",
        "half a pair, 0xd83d",
        "the other half, 0xde00"
    })
    void putsABlankForWhatATerminalMightObey(String what, String character) {
        String text = "a" + Character.toString(Integer.decode(character)) + "b";

        assertThat(PrintableText.of(text, 100)).as(what).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource({"dhcp-east 1", "Universität Zürich", "例え.テスト", "CN=a\\, b"})
    void leavesLettersOfAnyScriptAlone(String text) {
        assertThat(PrintableText.of(text, 100)).isEqualTo(text);
    }

    @Property
    void isBoundedAndCutsNoPairInTwo(@ForAll String text, @ForAll @IntRange(min = 1, max = 40) int longest) {
        String shown = PrintableText.of((text + GRIN).repeat(3), longest);

        assertThat(shown.length()).isLessThanOrEqualTo(longest + 3);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown)).isTrue();
        assertThat(shown.chars().noneMatch(Character::isISOControl)).isTrue();
    }
}
