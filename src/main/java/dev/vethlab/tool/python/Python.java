package dev.vethlab.tool.python;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Service;
import dev.vethlab.tool.hosts.Hosts;
import java.util.List;
import java.util.Optional;

/** The program {@code python3}, as far as it is a web server. */
public final class Python implements Service {

    private static final int DEFAULT_PORT = 8000;
    private static final String USAGE =
            "usage: server.py [-h] [--cgi] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]\nserver.py: error: ";

    private final String name;

    /**
     * @param name what it is called by: {@code python3} or {@code python}
     */
    public Python(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Activity start(Process process, List<String> arguments) {
        int at = !arguments.isEmpty() && arguments.get(0).equals("-u") ? 1 : 0;
        boolean server = arguments.size() >= at + 2
                && arguments.get(at).equals("-m")
                && arguments.get(at + 1).equals("http.server");
        if (!server) {
            process.err(name + ": only " + name + " -m http.server is simulated\n");
            return Activity.over(2);
        }
        return serve(process, arguments.subList(at + 2, arguments.size()));
    }

    private static Activity serve(Process process, List<String> words) {
        Ipv4Address address = Ipv4Address.ANY;
        int port = DEFAULT_PORT;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-b") || word.equals("--bind")) {
                if (++i == words.size()) {
                    return usage(process, "argument -b/--bind: expected one argument");
                }
                Optional<Ipv4Address> named = Hosts.resolve(words.get(i));
                if (named.isEmpty()) {
                    process.err("socket.gaierror: [Errno -2] Name or service not known\n");
                    return Activity.over(1);
                }
                address = named.get();
            } else if (word.startsWith("-")) {
                boolean known = word.matches("-[hdp].*|--(cgi|directory|protocol|help).*");
                return usage(process, known ? word + " is not simulated" : "unrecognized arguments: " + word);
            } else if (word.matches("[0-9]{1,5}") && Integer.parseInt(word) <= 65_535) {
                port = Integer.parseInt(word);
            } else if (word.matches("[0-9]+")) {
                process.err("OverflowError: bind(): port must be 0-65535.\n");
                return Activity.over(1);
            } else {
                return usage(process, "argument port: invalid int value: '" + word + "'");
            }
        }
        return new HttpServer(process, address, port);
    }

    private static Activity usage(Process process, String complaint) {
        process.err(USAGE + complaint + "\n");
        return Activity.over(2);
    }
}
