package dev.vethlab.tool.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names of ports: Debian 12's {@code /etc/services}, in the file {@code services} beside this class. */
public final class Services {

    private static final Map<String, String> NAMES = new HashMap<>();
    private static final Map<String, Integer> PORTS = new HashMap<>();

    static {
        load();
    }

    private Services() {}

    /** The name of a port ({@code getservbyport}). */
    public static Optional<String> name(int port, String protocol) {
        return Optional.ofNullable(NAMES.get(port + "/" + protocol));
    }

    /** The port of a name ({@code getservbyname}). */
    public static Optional<Integer> port(String name, String protocol) {
        return Optional.ofNullable(PORTS.get(name + "/" + protocol));
    }

    /** The port of a name, whatever the protocol; that of TCP where both have one. */
    public static Optional<Integer> port(String name) {
        return port(name, "tcp").or(() -> port(name, "udp"));
    }

    private static void load() {
        try (InputStream resource = Services.class.getResourceAsStream("services")) {
            if (resource == null) {
                throw new IllegalStateException("services is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line.split(" ", -1));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A line is the name, the port with its protocol, other names. */
    private static void add(String[] words) {
        NAMES.putIfAbsent(words[1], words[0]);
        int slash = words[1].indexOf('/');
        int port = Integer.parseInt(words[1].substring(0, slash));
        String protocol = words[1].substring(slash);
        PORTS.putIfAbsent(words[0] + protocol, port);
        for (int i = 2; i < words.length; i++) {
            PORTS.putIfAbsent(words[i] + protocol, port);
        }
    }
}
