package dev.vethlab.wire.print;

/** What tcpdump prints below a packet that no printer knows ({@code print-ascii.c}). */
final class HexDump {

    private static final int BYTES_PER_LINE = 16;
    private static final int HEX_WIDTH = 40;

    private HexDump() {}

    /** Lines of hexadecimal and ASCII ({@code hex_and_ascii_print}). */
    static void printWithAscii(Dissection packet, int at, int length) {
        int shown = Math.max(0, Math.min(length, packet.end() - at));
        for (int line = 0; line < shown; line += BYTES_PER_LINE) {
            int count = Math.min(BYTES_PER_LINE, shown - line);
            String hex = hexOfLine(packet, at + line, count);
            packet.print("\n\t0x").print(Dissection.hex(line, 4)).print(": ").print(hex);
            packet.print(" ".repeat(HEX_WIDTH - hex.length() + 2));
            for (int i = 0; i < count; i++) {
                int octet = packet.u8(at + line + i);
                packet.out.append(octet > 0x20 && octet < 0x7f ? (char) octet : '.');
            }
        }
        if (shown < length) {
            throw new Dissection.Truncated();
        }
    }

    /** Lines of hexadecimal ({@code print_unknown_data}). */
    static void print(Dissection packet, int at, int length) {
        int shown = Math.min(length, packet.end() - at);
        for (int line = 0; line < shown; line += BYTES_PER_LINE) {
            String hex = hexOfLine(packet, at + line, Math.min(BYTES_PER_LINE, shown - line));
            packet.print("\n\t0x").print(Dissection.hex(line, 4)).print(": ").print(hex);
        }
    }

    private static String hexOfLine(Dissection packet, int at, int count) {
        StringBuilder hex = new StringBuilder(HEX_WIDTH);
        for (int i = 0; i < count; i++) {
            hex.append(i % 2 == 0 ? " " : "").append(Dissection.hex(packet.u8(at + i), 2));
        }
        return hex.toString();
    }
}
