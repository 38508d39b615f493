package dev.vethlab.wire.print;

import dev.vethlab.wire.Bytes;
import java.util.HexFormat;

/**
 * A packet and what tcpdump 4.99.3 printed for it: one line of test data, the bytes in hexadecimal, a blank, and the
 * text with newlines as {@code \n}, tabs as {@code \t} and backslashes doubled.
 */
record TcpdumpGolden(Bytes frame, String text) {

    static TcpdumpGolden read(String line) {
        int blank = line.indexOf(' ');
        String text = line.substring(blank + 1);
        return new TcpdumpGolden(Bytes.of(HexFormat.of().parseHex(line.substring(0, blank))), unescaped(text));
    }

    static String hex(Bytes frame) {
        return HexFormat.of().formatHex(frame.encode());
    }

    @Override
    public String toString() {
        return hex(frame) + " "
                + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\') {
                char next = text.charAt(++i);
                plain.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
            } else {
                plain.append(character);
            }
        }
        return plain.toString();
    }
}
