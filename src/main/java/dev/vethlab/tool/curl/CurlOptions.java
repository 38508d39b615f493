package dev.vethlab.tool.curl;

import dev.vethlab.tool.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the command line asks for. */
final class CurlOptions {

    private static final String HINT = "curl: try 'curl --help' or 'curl --manual' for more information\n";
    private static final String VERSION =
            "curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1\nRelease-Date: 2023-02-20\nProtocols: http\n";
    private static final int BAD_USE = 2;
    private static final int NO_FEATURE = 4;

    /** The long names of what is simulated, with the letter that stands for each. */
    private static final Map<String, Character> LONG = Map.ofEntries(
            Map.entry("silent", 's'),
            Map.entry("show-error", 'S'),
            Map.entry("verbose", 'v'),
            Map.entry("output", 'o'),
            Map.entry("write-out", 'w'),
            Map.entry("head", 'I'),
            Map.entry("include", 'i'),
            Map.entry("fail", 'f'),
            Map.entry("max-time", 'm'),
            Map.entry("connect-timeout", '\1'),
            Map.entry("interface", '\2'),
            Map.entry("local-port", '\3'),
            Map.entry("request", 'X'),
            Map.entry("data", 'd'),
            Map.entry("header", 'H'),
            Map.entry("user-agent", 'A'),
            Map.entry("ipv4", '4'),
            Map.entry("http1.0", '0'),
            Map.entry("no-buffer", 'N'),
            Map.entry("insecure", 'k'),
            Map.entry("no-progress-meter", '\4'),
            Map.entry("url", '\5'),
            Map.entry("version", 'V'));

    private static final String WITH_VALUE = "owmXdHA\1\2\3\5";
    private static final String WITHOUT = "sSvIif40NkV\4";

    private final Process process;
    boolean silent;
    boolean showError;
    boolean noMeter;
    boolean verbose;
    boolean head;
    boolean include;
    boolean fail;
    boolean discard;
    boolean http10;
    String writeOut = "";
    String method = "";
    String data = "";
    boolean hasData;
    String userAgent = "curl/7.88.1";
    String device = "";
    int localPort;
    long maxTimeNs;
    long connectTimeoutNs;
    final List<String> headers = new ArrayList<>();
    final List<String> urls = new ArrayList<>();

    private CurlOptions(Process process) {
        this.process = process;
    }

    static CurlOptions parse(Process process, List<String> arguments) throws Quit {
        CurlOptions options = new CurlOptions(process);
        int at = 0;
        boolean ended = false;
        while (at < arguments.size()) {
            String word = arguments.get(at++);
            if (ended || !word.startsWith("-") || word.equals("-")) {
                options.urls.add(word);
            } else if (word.equals("--")) {
                ended = true;
            } else if (word.startsWith("--")) {
                char letter = options.longName(word);
                boolean takes = WITH_VALUE.indexOf(letter) >= 0;
                options.take(word, letter, takes ? options.value(word, arguments, at++) : "");
            } else {
                at = options.letters(word, arguments, at);
            }
        }
        if (options.urls.isEmpty()) {
            process.err(HINT);
            throw new Quit(BAD_USE);
        }
        if (options.urls.size() > 1) {
            process.err("curl: more than one transfer is not simulated\n");
            throw new Quit(NO_FEATURE);
        }
        return options;
    }

    private char longName(String word) throws Quit {
        Character letter = LONG.get(word.substring(2));
        if (letter == null) {
            process.err("curl: option " + word + ": is unknown, or not simulated\n" + HINT);
            throw new Quit(BAD_USE);
        }
        return letter;
    }

    private int letters(String word, List<String> arguments, int next) throws Quit {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            if (WITH_VALUE.indexOf(letter) >= 0) {
                boolean attached = i + 1 < word.length();
                String value = attached ? word.substring(i + 1) : value("-" + letter, arguments, next);
                take("-" + letter, letter, value);
                return attached ? next : next + 1;
            }
            if (WITHOUT.indexOf(letter) < 0 || letter < ' ') {
                process.err("curl: option " + word + ": is unknown, or not simulated\n" + HINT);
                throw new Quit(BAD_USE);
            }
            take("-" + letter, letter, "");
        }
        return next;
    }

    private String value(String word, List<String> arguments, int at) throws Quit {
        if (at >= arguments.size()) {
            process.err("curl: option " + word + ": requires parameter\n" + HINT);
            throw new Quit(BAD_USE);
        }
        return arguments.get(at);
    }

    private void take(String word, char letter, String value) throws Quit {
        switch (letter) {
            case 's' -> silent = true;
            case 'S' -> showError = true;
            case '\4' -> noMeter = true;
            case 'v' -> verbose = true;
            case 'I' -> head = true;
            case 'i' -> include = true;
            case 'f' -> fail = true;
            case '0' -> http10 = true;
            case 'w' -> writeOut = value;
            case 'X' -> method = value;
            case 'd' -> {
                data = hasData ? data + "&" + value : value;
                hasData = true;
            }
            case 'H' -> headers.add(value);
            case 'A' -> userAgent = value;
            case 'm' -> maxTimeNs = seconds(word, value);
            case '\1' -> connectTimeoutNs = seconds(word, value);
            case '\2' -> device = value;
            case '\3' -> localPort = (int) Math.min(65_535, number(word, value));
            case '\5' -> urls.add(value);
            case 'o' -> output(value);
            case 'V' -> {
                process.out(VERSION);
                throw new Quit(0);
            }
            default -> {}
        }
    }

    private void output(String file) throws Quit {
        if (!file.equals("/dev/null") && !file.equals("-")) {
            process.err("curl: a lab has no files to write to but /dev/null: " + file + "\n");
            throw new Quit(23);
        }
        discard = file.equals("/dev/null");
    }

    private long seconds(String word, String value) throws Quit {
        if (!value.matches("[0-9]{1,7}(\\.[0-9]*)?|\\.[0-9]+")) {
            throw notNumeric(word);
        }
        return (long) (Double.parseDouble(value) * 1e9);
    }

    private long number(String word, String value) throws Quit {
        if (!value.matches("[0-9]{1,9}")) {
            throw notNumeric(word);
        }
        return Long.parseLong(value);
    }

    private Quit notNumeric(String word) {
        process.err("curl: option " + word + ": expected a proper numerical parameter\n" + HINT);
        return new Quit(BAD_USE);
    }
}
