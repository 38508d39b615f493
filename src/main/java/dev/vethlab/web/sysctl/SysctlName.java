package dev.vethlab.web.sysctl;

/** The two ways to write a setting's name, as sysctl(8) has them. */
final class SysctlName {

    private SysctlName() {}

    /**
     * The path below /proc/sys of a name. The first separator decides: after a dot, dots separate and a slash stands for a dot inside
     * a part; after a slash it is the other way round.
     */
    static String path(String name) {
        int dot = name.indexOf('.');
        int slash = name.indexOf('/');
        if (dot < 0 || slash >= 0 && slash < dot) {
            return name;
        }
        return swap(name);
    }

    /** The name of a path, with dots. */
    static String of(String path) {
        return swap(path);
    }

    private static String swap(String text) {
        StringBuilder swapped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            swapped.append(c == '.' ? '/' : c == '/' ? '.' : c);
        }
        return swapped.toString();
    }
}
