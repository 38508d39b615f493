package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Subfield;

/** The value of some bits of a field, as a trace tells it ({@code mf_format_subvalue}, {@code mf_format}). */
final class SubfieldValue {

    private SubfieldValue() {}

    static String write(Subfield subfield, long value) {
        boolean whole = subfield.bits() == subfield.field().bits();
        return whole
                ? FieldText.write(subfield.field(), value, -1L, PortNames.NUMBERS)
                : "0x" + Long.toHexString(value);
    }
}
