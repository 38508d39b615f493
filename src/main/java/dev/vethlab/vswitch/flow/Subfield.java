package dev.vethlab.vswitch.flow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some bits of a field ({@code struct mf_subfield}).
 *
 * @param from the lowest of them
 * @param bits how many
 */
public record Subfield(Field field, int from, int bits) {

    private static final Pattern TEXT = Pattern.compile("([^\\[]*)\\[(?:(\\d{1,4})(?:\\.\\.(\\d{1,4}))?)?\\].*");

    /** All of a field. */
    public static Subfield of(Field field) {
        return new Subfield(field, 0, field.bits());
    }

    /** Reads {@code NAME[]}, {@code NAME[BIT]} or {@code NAME[FROM..TO]} ({@code mf_parse_subfield__}). */
    public static Subfield read(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            int bracket = text.indexOf('[');
            throw new FlowException(
                    bracket < 0
                            ? text + ": missing [ looking for field name"
                            : text + ": syntax error expecting [] or [<bit>] or [<start>..<end>]");
        }
        String name = matcher.group(1);
        Field field =
                Fields.byAnyName(name).orElseThrow(() -> new FlowException(text + ": unknown field `" + name + "'"));
        if (matcher.group(2) == null) {
            return of(field);
        }
        int from = Integer.parseInt(matcher.group(2));
        int to = matcher.group(3) == null ? from : Integer.parseInt(matcher.group(3));
        if (from > to) {
            throw new FlowException(text + ": starting bit " + from + " is after ending bit " + to);
        }
        if (to >= field.bits()) {
            throw new FlowException(text + ": bits " + from + " to " + to + " are not in range 0 to "
                    + (field.bits() - 1) + " of field " + field.name());
        }
        return new Subfield(field, from, to - from + 1);
    }

    /** All its bits, at the bottom. */
    public long mask() {
        return bits >= Long.SIZE ? -1L : (1L << bits) - 1;
    }

    /** Whether it is of the half that is always 0. */
    public boolean isUpper() {
        return from >= Long.SIZE;
    }

    public long get(FlowKey flow) {
        return isUpper() ? 0 : field.get(flow) >>> from & mask();
    }

    public void set(FlowKey flow, long value) {
        if (isUpper()) {
            return;
        }
        long under = mask() << from;
        field.set(flow, field.get(flow) & ~under | value << from & under);
    }

    /** Has a lookup note that the bits were looked at. */
    public void mark(FlowKey wildcards) {
        if (!isUpper()) {
            wildcards.or(field.slot(), mask() << from + field.shift());
        }
    }

    /** {@code mf_format_subfield}. */
    @Override
    public String toString() {
        String range = from == 0 && bits == field.bits() ? "" : from + (bits == 1 ? "" : ".." + (from + bits - 1));
        return field.headerName() + "[" + range + "]";
    }
}
