package dev.vethlab.web.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class JsonBytesTest {

    private static final JsonMapper JACKSON = JsonMapper.shared();

    @Test
    void everyCharacterIsWrittenAsJacksonWritesIt() {
        for (int code = 0; code < 0x1_1000; code++) {
            if (!Character.isBmpCodePoint(code) || !Character.isSurrogate((char) code)) {
                String text = "a" + Character.toString(code) + "b";
                assertThat(written(new JsonBytes(1).text(text)))
                        .as("U+%04X", code)
                        .isEqualTo(JACKSON.writeValueAsString(text));
            }
        }
    }

    @Test
    void aTextOfNothingButEscapesFits() {
        String text = "\u0001".repeat(1000);

        assertThat(written(new JsonBytes(16).text(text))).isEqualTo(JACKSON.writeValueAsString(text));
    }

    @Test
    void numbersOfEveryLengthAreWrittenInDecimal() {
        for (long power = 1; power > 0 && power < Long.MAX_VALUE / 10; power *= 10) {
            for (long number : new long[] {power - 1, power, power + 1, -power, 1 - power}) {
                assertThat(written(new JsonBytes(1).number(number))).isEqualTo(Long.toString(number));
            }
        }
        for (long number : List.of(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1)) {
            assertThat(written(new JsonBytes(1).number(number))).isEqualTo(Long.toString(number));
        }
    }

    @Test
    void whatWasWrittenCanBeWrittenAgain() {
        JsonBytes json = new JsonBytes(4).raw('[').number(12);
        json.raw(',').again(1, 3).raw(']');

        assertThat(written(json)).isEqualTo("[12,12]");
    }

    /** What a generator makes of it, by bytes and by characters. */
    private static String written(JsonBytes json) {
        StringWriter characters = new StringWriter();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator toCharacters = JACKSON.createGenerator(characters);
                JsonGenerator toBytes = JACKSON.createGenerator(bytes)) {
            json.writeTo(toCharacters);
            json.writeTo(toBytes);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(characters.toString());
        return characters.toString();
    }
}
