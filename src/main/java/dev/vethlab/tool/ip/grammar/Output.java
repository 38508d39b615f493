package dev.vethlab.tool.ip.grammar;

import dev.vethlab.tool.Process;
import java.util.Optional;

/**
 * The printer of iproute2 (lib/json_print.c): the same calls write text, or JSON between {@link #begin()} and {@link #end()}
 * where {@code -json} was given. Formats are those of C, with at most one conversion: {@code "mtu %u "}.
 *
 * <p>Methods with key <em>and</em> format write in both forms ({@code PRINT_ANY}); {@code text} writes in text alone
 * ({@code PRINT_FP}); those whose names begin with {@code json} write in JSON alone ({@code PRINT_JSON}).
 */
public final class Output {

    private final Process process;
    private final IpOptions options;
    private Optional<JsonWriter> json = Optional.empty();

    public Output(Process process, IpOptions options) {
        this.process = process;
        this.options = options;
    }

    /** Whether JSON is being written ({@code is_json_context}). */
    public boolean isJson() {
        return json.isPresent();
    }

    /** Begins a document with its outer array, where JSON is wanted ({@code new_json_obj}). */
    public void begin() {
        if (options.json()) {
            json = Optional.of(new JsonWriter(options.pretty()));
            json.get().startArray();
        }
    }

    /** Ends the document that {@link #begin()} began ({@code delete_json_obj}). */
    public void end() {
        json.ifPresent(writer -> {
            writer.endArray();
            process.out(writer.drain());
            process.out("\n");
        });
        json = Optional.empty();
    }

    /** Writes out what there is of a document that is not ended, as a program that exits does. */
    public void abandon() {
        json.ifPresent(writer -> process.out(writer.drain()));
        json = Optional.empty();
    }

    /** Text as it is, in text only. */
    public void text(CharSequence text) {
        if (json.isEmpty()) {
            process.out(text);
        }
    }

    /** Text as it is, in JSON too, as a program writes it that knows no other form ({@code fprintf}). */
    public void anyway(CharSequence text) {
        json.ifPresentOrElse(writer -> writer.raw(text), () -> process.out(text));
    }

    /** One value in a format, in text only. */
    public void text(String format, Object value) {
        text(Color.NONE, format, value);
    }

    public void text(Color color, String format, Object value) {
        if (json.isEmpty()) {
            process.out(painted(color, Format.print(format, value)));
        }
    }

    /** The end of a line within a record: a backslash with {@code -oneline}; in text only ({@code print_nl}). */
    public void lineBreak() {
        text(options.oneline() ? "\\" : "\n");
    }

    /** The end of a record, in text only. */
    public void newline() {
        text("\n");
    }

    public void string(String key, String format, String value) {
        string(Color.NONE, key, format, value);
    }

    public void string(Color color, String key, String format, String value) {
        if (json.isPresent()) {
            jsonString(key, value);
        } else {
            text(color, format, value);
        }
    }

    /** A string that is an element of an array. */
    public void element(String format, String value) {
        json.ifPresentOrElse(writer -> writer.string(value), () -> text(format, value));
    }

    /** A number that is an element of an array. */
    public void element(String format, long value) {
        json.ifPresentOrElse(writer -> writer.literal(Long.toString(value)), () -> text(format, value));
    }

    /** A whole number; one of 64 bits without sign wraps around in JSON only above 2<sup>63</sup>. */
    public void number(String key, String format, long value) {
        if (json.isPresent()) {
            jsonNumber(key, value);
        } else {
            text(format, value);
        }
    }

    /** True or false; the format stands for itself or prints the words {@code true} and {@code false}. */
    public void bool(String key, String format, boolean value) {
        if (json.isPresent()) {
            jsonBool(key, value);
        } else {
            text(format, Boolean.toString(value));
        }
    }

    /** True or false in JSON, {@code on} or {@code off} in text. */
    public void onOff(String key, String format, boolean value) {
        if (json.isPresent()) {
            jsonBool(key, value);
        } else {
            text(format, value ? "on" : "off");
        }
    }

    /** A number in hexadecimal, a string with {@code 0x} in JSON ({@code print_0xhex}). */
    public void prefixedHex(String key, String format, long value) {
        if (json.isPresent()) {
            jsonString(key, Format.print("%#llx", value));
        } else {
            text(format, value);
        }
    }

    /** A number in hexadecimal, a string without prefix in JSON ({@code print_hex}). */
    public void hex(String key, String format, long value) {
        if (json.isPresent()) {
            jsonString(key, Format.print("%x", value));
        } else {
            text(format, value);
        }
    }

    /** null in JSON, some words in text ({@code print_null}). */
    public void nothing(String key, String text) {
        if (json.isPresent()) {
            json.get().name(key);
            json.get().literal("null");
        } else {
            text(text);
        }
    }

    /** A number of floating point, six significant digits in JSON ({@code print_float}). */
    public void decimal(String key, String format, double value) {
        json.ifPresentOrElse(
                writer -> {
                    writer.name(key);
                    writer.literal(significant(value));
                },
                () -> text(format, value));
    }

    /** A number that the caller has written out already ({@code jsonw_printf}), in JSON only. */
    public void jsonLiteral(String key, String value) {
        json.ifPresent(writer -> {
            writer.name(key);
            writer.literal(value);
        });
    }

    public void jsonString(String key, String value) {
        json.ifPresent(writer -> {
            writer.name(key);
            writer.string(value);
        });
    }

    public void jsonNumber(String key, long value) {
        json.ifPresent(writer -> {
            writer.name(key);
            writer.literal(Long.toString(value));
        });
    }

    public void jsonBool(String key, boolean value) {
        json.ifPresent(writer -> {
            writer.name(key);
            writer.literal(Boolean.toString(value));
        });
    }

    /** An object that is an element of an array, in JSON only. */
    public void openObject() {
        json.ifPresent(JsonWriter::startObject);
    }

    /** An object that is a property, in JSON only. */
    public void openObject(String key) {
        json.ifPresent(writer -> {
            writer.name(key);
            writer.startObject();
        });
    }

    public void closeObject() {
        json.ifPresent(JsonWriter::endObject);
    }

    /** An array that is a property, in JSON only. */
    public void openArray(String key) {
        openArray(key, "");
    }

    /** An array that is a property in JSON, and words that open a list in text. */
    public void openArray(String key, String text) {
        json.ifPresentOrElse(
                writer -> {
                    writer.name(key);
                    writer.startArray();
                },
                () -> text(text));
    }

    /** An array that is an element of another one, in JSON only. */
    public void openArray() {
        json.ifPresent(JsonWriter::startArray);
    }

    public void closeArray() {
        closeArray("");
    }

    /** Ends an array in JSON, and writes words that close a list in text. */
    public void closeArray(String text) {
        json.ifPresentOrElse(JsonWriter::endArray, () -> text(text));
    }

    private String painted(Color color, String text) {
        return options.color() && !options.json() && color != Color.NONE ? color.code() + text + Color.CLEAR : text;
    }

    private static String significant(double value) {
        String text = String.format(java.util.Locale.ROOT, "%.6g", value);
        return text.contains(".") ? text.replaceAll("\\.?0*(e.*)?$", "$1") : text;
    }
}
