package dev.vethlab.tool.sysctl;

import dev.vethlab.tool.Process;

/** The two ways to write a key: with dots, or with slashes as in its path ({@code slashdot}). */
final class KeyPath {

    private KeyPath() {}

    /** The path below /proc/sys of a key in either form; repeated separators are complained about. */
    static String of(String key, Process process) {
        int first = firstSeparator(key, 0);
        if (first >= 0 && key.charAt(first) == '.') {
            complainOfRepetition(key, process);
        }
        return swapped(key, '/');
    }

    /** Complains of the first separator that is followed by another one ({@code slashdot}). */
    static void complainOfRepetition(String text, Process process) {
        for (int at = firstSeparator(text, 0); at >= 0; at = firstSeparator(text, at + 1)) {
            if (at + 1 < text.length() && isSeparator(text.charAt(at + 1))) {
                process.err("sysctl: separators should not be repeated: " + text.substring(at) + "\n");
                return;
            }
        }
    }

    /** The key with dots of a path. */
    static String dotted(String path) {
        return swapped(path, '.');
    }

    /** Swaps dots and slashes, unless the first of them is the wanted separator already. */
    private static String swapped(String text, char wanted) {
        int first = firstSeparator(text, 0);
        if (first < 0 || text.charAt(first) == wanted) {
            return text;
        }
        StringBuilder swapped = new StringBuilder(text);
        for (int i = 0; i < swapped.length(); i++) {
            char character = swapped.charAt(i);
            if (isSeparator(character)) {
                swapped.setCharAt(i, character == '.' ? '/' : '.');
            }
        }
        return swapped.toString();
    }

    private static int firstSeparator(String text, int from) {
        int at = from;
        while (at < text.length() && !isSeparator(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? at : -1;
    }

    private static boolean isSeparator(char character) {
        return character == '.' || character == '/';
    }
}
