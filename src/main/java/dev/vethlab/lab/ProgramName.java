package dev.vethlab.lab;

/** Which program a command line runs. */
public final class ProgramName {

    private ProgramName() {}

    /** The program that a line runs first, also behind {@code ip netns exec NAME}, {@code sudo} and {@code env}; empty where it runs none. */
    public static String of(String line) {
        String[] words = line.strip().split("\\s+");
        int at = 0;
        while (at < words.length) {
            if (words[at].equals("sudo") || words[at].equals("env") || words[at].matches("[A-Za-z_]\\w*=.*")) {
                at++;
            } else if (at + 4 < words.length
                    && words[at].equals("ip")
                    && words[at + 1].equals("netns")
                    && words[at + 2].equals("exec")) {
                at += 4;
            } else {
                return words[at].substring(words[at].lastIndexOf('/') + 1);
            }
        }
        return "";
    }
}
