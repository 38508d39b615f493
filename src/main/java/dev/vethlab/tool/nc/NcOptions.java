package dev.vethlab.tool.nc;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.getopt.Getopt;
import dev.vethlab.tool.hosts.Hosts;
import dev.vethlab.tool.hosts.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the command line asks for. */
final class NcOptions {

    private static final String LETTERS = "46bCDdFhI:i:klM:m:NnO:P:p:q:rSs:T:tUuV:vW:w:X:x:Zz";
    private static final String NOT_SIMULATED = "6FimrSUVXxPZt";
    private static final int HIGHEST_PORT = 65535;
    private static final int LONGEST_SECONDS = Integer.MAX_VALUE / 1000;

    private final Process process;
    boolean listen;
    boolean keep;
    boolean udp;
    boolean verbose;
    boolean scan;
    boolean numeric;
    boolean detached;
    boolean shutdown;
    boolean carriageReturns;
    boolean broadcast;
    int timeoutSeconds = -1;
    int quitSeconds = -1;
    int receiveLimit;
    int tos = -1;
    int ttl = -1;
    String source = "";
    String localPort = "";

    /** The host as it was given; empty where a listening socket takes any address. */
    String host = "";

    List<Integer> ports = List.of();
    Ipv4Address address = Ipv4Address.ANY;

    private NcOptions(Process process) {
        this.process = process;
    }

    static NcOptions parse(Process process, List<String> arguments) throws Quit {
        NcOptions options = new NcOptions(process);
        Getopt getopt = new Getopt("nc", arguments, LETTERS);
        int option;
        while ((option = getopt.next()) != Getopt.END) {
            if (option == '?') {
                process.err(getopt.complaints() + NcUsage.SHORT);
                throw new Quit(1);
            }
            options.take((char) option, getopt.argument());
        }
        options.operands(getopt.operands());
        return options;
    }

    private void take(char option, String argument) throws Quit {
        if (NOT_SIMULATED.indexOf(option) >= 0) {
            throw fail("the option -" + option + " is not simulated");
        }
        switch (option) {
            case 'l' -> listen = true;
            case 'k' -> keep = true;
            case 'u' -> udp = true;
            case 'v' -> verbose = true;
            case 'z' -> scan = true;
            case 'n' -> numeric = true;
            case 'd' -> detached = true;
            case 'N' -> shutdown = true;
            case 'C' -> carriageReturns = true;
            case 'b' -> broadcast = true;
            case 's' -> source = argument;
            case 'p' -> localPort = argument;
            case 'w' -> timeoutSeconds = number("timeout", argument, 0, LONGEST_SECONDS);
            case 'q' -> {
                quitSeconds = number("quit timer", argument, Integer.MIN_VALUE, Integer.MAX_VALUE);
                shutdown |= quitSeconds >= 0;
            }
            case 'W' -> receiveLimit = number("receive limit", argument, 1, Integer.MAX_VALUE);
            case 'M' -> ttl = number("ttl", argument, 0, 255);
            case 'T' -> tos = tos(argument);
            case 'h' -> {
                process.err(NcUsage.LONG);
                throw new Quit(0);
            }
            default -> {}
        }
    }

    private int number(String what, String text, int least, int most) throws Quit {
        try {
            long value = Long.parseLong(text.strip());
            if (value < least || value > most) {
                throw fail(what + (value < least ? " too small: " : " too large: ") + text);
            }
            return (int) value;
        } catch (NumberFormatException noNumber) {
            throw fail(what + " invalid: " + text);
        }
    }

    private int tos(String word) throws Quit {
        return switch (word) {
            case "critical" -> 0xb8;
            case "inetcontrol" -> 0x30;
            case "lowdelay" -> 0x10;
            case "netcontrol" -> 0xe0;
            case "throughput" -> 0x08;
            case "reliability" -> 0x04;
            case "ef" -> 0xb8;
            default -> {
                try {
                    yield Integer.decode(word) & 0xff;
                } catch (NumberFormatException noNumber) {
                    throw fail("illegal tos value " + word);
                }
            }
        };
    }

    private void operands(List<String> operands) throws Quit {
        String port = "";
        if (operands.isEmpty() && listen && !localPort.isEmpty()) {
            port = localPort;
            host = source;
        } else if (operands.size() == 1 && !listen) {
            throw fail("missing port number");
        } else if (operands.size() == 1) {
            port = operands.get(0);
            host = source;
        } else if (operands.size() == 2) {
            host = operands.get(0);
            port = operands.get(1);
        } else if (operands.isEmpty() && listen) {
            throw fail("missing port number");
        } else {
            process.err(NcUsage.SHORT);
            throw new Quit(1);
        }
        if (listen && scan) {
            throw fail("cannot use -z and -l");
        }
        if (!listen && keep) {
            throw fail("must use -l with -k");
        }
        ports = ports(port);
        resolve(port);
    }

    private void resolve(String port) throws Quit {
        if (host.isEmpty()) {
            return;
        }
        Optional<Ipv4Address> resolved = numeric ? Ipv4Address.parseInetAtonExact(host) : Hosts.resolve(host);
        address = resolved.orElseThrow(() -> listen
                ? fail("getaddrinfo: Name or service not known")
                : fail("getaddrinfo for host \"" + host + "\" port " + port + ": Name or service not known"));
    }

    private List<Integer> ports(String word) throws Quit {
        List<Integer> list = new ArrayList<>();
        int dash = word.indexOf('-');
        if (dash > 0 && Character.isDigit(word.charAt(0))) {
            int low = port(word.substring(0, dash));
            int high = port(word.substring(dash + 1));
            for (int port = Math.min(low, high); port <= Math.max(low, high); port++) {
                list.add(port);
            }
        } else {
            list.add(port(word));
        }
        return list;
    }

    private int port(String word) throws Quit {
        Optional<Integer> service = numeric ? Optional.empty() : Services.port(word, udp ? "udp" : "tcp");
        return service.isPresent() ? service.get() : number("port number", word, 1, HIGHEST_PORT);
    }

    /** The port that {@code -p} gives a connecting socket, 0 for none. */
    int sourcePort() throws Quit {
        return localPort.isEmpty() ? 0 : port(localPort);
    }

    /** The address that {@code -s} gives a connecting socket. */
    Ipv4Address sourceAddress() throws Quit {
        if (source.isEmpty()) {
            return Ipv4Address.ANY;
        }
        return Hosts.resolve(source).orElseThrow(() -> fail("getaddrinfo: Name or service not known"));
    }

    private Quit fail(String text) {
        process.err("nc: " + text + "\n");
        return new Quit(1);
    }
}
