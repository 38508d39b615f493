package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.vswitch.database.Column;
import dev.vethlab.vswitch.database.Datum;

/**
 * How rows are printed ({@code struct table_style}).
 *
 * @param bare whether values go without brackets and quotes
 */
record TableStyle(Format format, boolean bare, boolean headings) {

    /** {@code enum table_format}. */
    enum Format {
        LIST,
        TABLE,
        CSV,
        JSON
    }

    static final TableStyle USUAL = new TableStyle(Format.LIST, false, true);

    String write(Datum value, Column column) {
        return bare ? value.writeBare(column) : value.write(column);
    }
}
