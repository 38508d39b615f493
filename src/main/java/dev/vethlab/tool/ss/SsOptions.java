package dev.vethlab.tool.ss;

import dev.vethlab.kernel.socket.TcpState;
import dev.vethlab.tool.Process;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the command line asks for. */
final class SsOptions {

    private static final int WRONG = 255;

    /** What is shown where nothing else is asked for ({@code SS_CONN}). */
    private static final Set<TcpState> CONNECTED =
            EnumSet.complementOf(EnumSet.of(TcpState.LISTEN, TcpState.CLOSE, TcpState.TIME_WAIT, TcpState.SYN_RECV));

    private static final Map<String, Character> LONG = Map.ofEntries(
            Map.entry("numeric", 'n'),
            Map.entry("resolve", 'r'),
            Map.entry("all", 'a'),
            Map.entry("listening", 'l'),
            Map.entry("options", 'o'),
            Map.entry("tcp", 't'),
            Map.entry("udp", 'u'),
            Map.entry("raw", 'w'),
            Map.entry("ipv4", '4'),
            Map.entry("ipv6", '6'),
            Map.entry("summary", 's'),
            Map.entry("no-header", 'H'),
            Map.entry("no-queues", 'Q'),
            Map.entry("oneline", 'O'),
            Map.entry("processes", 'p'),
            Map.entry("version", 'V'),
            Map.entry("help", 'h'));

    private final Process process;
    boolean numeric;
    boolean timers;
    boolean processes;
    boolean header = true;
    boolean summary;
    boolean onlyIpv6;
    boolean ipv4;
    boolean tcp;
    boolean udp;
    boolean raw;
    private boolean all;
    private boolean listening;
    Set<TcpState> states = Set.of();
    List<String> filter = List.of();

    private SsOptions(Process process) {
        this.process = process;
    }

    static SsOptions parse(Process process, List<String> arguments) throws Quit {
        SsOptions options = new SsOptions(process);
        List<String> rest = new ArrayList<>();
        for (String word : arguments) {
            if (word.startsWith("--") && word.length() > 2) {
                Character letter = LONG.get(word.substring(2));
                if (letter == null) {
                    process.err("ss: unrecognized option '" + word + "', or one that is not simulated\n");
                    throw new Quit(WRONG);
                }
                options.take(letter);
            } else if (word.startsWith("-") && word.length() > 1) {
                for (char letter : word.substring(1).toCharArray()) {
                    options.take(letter);
                }
            } else {
                rest.add(word);
            }
        }
        options.finish(rest);
        return options;
    }

    private void take(char letter) throws Quit {
        switch (letter) {
            case 'n' -> numeric = true;
            case 'a' -> all = true;
            case 'l' -> listening = true;
            case 'o' -> timers = true;
            case 'p' -> processes = true;
            case 't' -> tcp = true;
            case 'u' -> udp = true;
            case 'w' -> raw = true;
            case '4' -> ipv4 = true;
            case '6' -> onlyIpv6 = true;
            case 's' -> summary = true;
            case 'H' -> header = false;
            case 'r', 'O' -> {
                // There is one line a socket, and no name but those of ports, anyway.
            }
            case 'V', 'v' -> {
                process.out("ss utility, iproute2-6.1.0\n");
                throw new Quit(0);
            }
            default -> {
                process.err("ss: the option -" + letter + " is not simulated: only a l t u w n r o p 4 6 s H O are\n");
                throw new Quit(WRONG);
            }
        }
    }

    private void finish(List<String> rest) throws Quit {
        boolean any = tcp || udp || raw;
        if (!any) {
            tcp = true;
            udp = true;
            raw = true;
        }
        Set<TcpState> chosen = EnumSet.noneOf(TcpState.class);
        if (all) {
            chosen = EnumSet.allOf(TcpState.class);
        } else if (listening) {
            chosen = EnumSet.of(TcpState.LISTEN, TcpState.CLOSE);
        } else if (tcp) {
            chosen.addAll(CONNECTED);
        } else {
            chosen.add(TcpState.ESTABLISHED);
        }
        int at = 0;
        boolean seen = false;
        while (at < rest.size() && rest.get(at).matches("state|exclude|excl")) {
            boolean adds = rest.get(at).equals("state");
            if (at + 1 == rest.size()) {
                process.err("ss: a state is missing\n");
                throw new Quit(WRONG);
            }
            Set<TcpState> named = states(rest.get(at + 1));
            if (!seen) {
                chosen = adds ? EnumSet.noneOf(TcpState.class) : EnumSet.allOf(TcpState.class);
            }
            seen = true;
            if (adds) {
                chosen.addAll(named);
            } else {
                chosen.removeAll(named);
            }
            at += 2;
        }
        states = chosen;
        filter = rest.subList(at, rest.size());
    }

    private Set<TcpState> states(String word) throws Quit {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "all" -> EnumSet.allOf(TcpState.class);
            case "connected" -> EnumSet.complementOf(EnumSet.of(TcpState.CLOSE, TcpState.LISTEN));
            case "synchronized" -> EnumSet.complementOf(EnumSet.of(TcpState.CLOSE, TcpState.LISTEN, TcpState.SYN_SENT));
            case "bucket" -> EnumSet.of(TcpState.SYN_RECV, TcpState.TIME_WAIT);
            case "big" -> EnumSet.complementOf(EnumSet.of(TcpState.SYN_RECV, TcpState.TIME_WAIT));
            case "established" -> EnumSet.of(TcpState.ESTABLISHED);
            case "syn-sent" -> EnumSet.of(TcpState.SYN_SENT);
            case "syn-recv", "syn-rcv" -> EnumSet.of(TcpState.SYN_RECV);
            case "fin-wait-1" -> EnumSet.of(TcpState.FIN_WAIT1);
            case "fin-wait-2" -> EnumSet.of(TcpState.FIN_WAIT2);
            case "time-wait" -> EnumSet.of(TcpState.TIME_WAIT);
            case "unconnected", "close", "closed" -> EnumSet.of(TcpState.CLOSE);
            case "close-wait" -> EnumSet.of(TcpState.CLOSE_WAIT);
            case "last-ack" -> EnumSet.of(TcpState.LAST_ACK);
            case "listening" -> EnumSet.of(TcpState.LISTEN);
            case "closing" -> EnumSet.of(TcpState.CLOSING);
            default -> {
                process.err("ss: wrong state name: " + word + "\n");
                throw new Quit(WRONG);
            }
        };
    }

    /** Whether the kind of socket must be told. */
    boolean showsKind() {
        int kinds = (tcp ? 1 : 0) + (udp ? 1 : 0) + (raw ? 1 : 0);
        return kinds > 1;
    }
}
