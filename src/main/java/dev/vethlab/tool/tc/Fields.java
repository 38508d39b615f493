package dev.vethlab.tool.tc;

import dev.vethlab.tool.ip.grammar.Output;

/** Fields that are numbers in JSON and have a unit in text. */
final class Fields {

    private Fields() {}

    /** {@code print_size}. */
    static void size(TcContext context, String key, String format, int bytes) {
        Output output = context.output();
        if (output.isJson()) {
            output.jsonNumber(key, Integer.toUnsignedLong(bytes));
        } else {
            output.text(format, Units.sizeText(bytes));
        }
    }

    /** {@code tc_print_rate}. */
    static void rate(TcContext context, String key, String format, long bytesPerSecond) {
        Output output = context.output();
        if (output.isJson()) {
            output.jsonLiteral(key, Long.toUnsignedString(bytesPerSecond));
        } else {
            output.text(format, Units.rateText(bytesPerSecond, context.options().iec()));
        }
    }

    /** A rate that is in the text alone. */
    static void rateInText(TcContext context, String format, long bytesPerSecond) {
        context.output()
                .text(format, Units.rateText(bytesPerSecond, context.options().iec()));
    }
}
