package dev.vethlab.lab;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection to try: over TCP a handshake, over UDP a few datagrams. */
public record ConnectionRequest(Transport transport, Endpoint endpoint) implements Probe {

    /** How long an answer is waited for: a lost SYN is sent again after one second, and once more after three. */
    private static final int PATIENCE_SECONDS = 3;

    @Override
    public String place() {
        return endpoint.namespace() == null ? Commands.HOST : endpoint.namespace();
    }

    @Override
    public String destination() {
        return endpoint.destination();
    }

    public int port() {
        return endpoint.port();
    }

    @Override
    public @Nullable String device() {
        return null;
    }

    @Override
    public @Nullable String sourceAddress() {
        return endpoint.sourceAddress();
    }

    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of("nc", "-n", "-v", "-z"));
        if (transport == Transport.UDP) {
            words.add("-u");
        }
        words.addAll(List.of("-w", Integer.toString(PATIENCE_SECONDS)));
        if (endpoint.sourceAddress() != null) {
            words.addAll(List.of("-s", endpoint.sourceAddress()));
        }
        words.addAll(List.of(endpoint.destination(), Integer.toString(endpoint.port())));
        return words;
    }

    /** The command line that tries it. */
    public String line() {
        return ShellQuoting.join(Commands.in(place(), words()));
    }

    /** Tries it; where that is asked for, with somebody listening in every namespace that has the address. */
    public ConnectionRun in(LabSession session) {
        if (Boolean.TRUE.equals(endpoint.listen())) {
            servers(session.kernel()).forEach(session::run);
        }
        return session.connect(this);
    }

    private List<String> servers(Kernel kernel) {
        List<String> servers = new ArrayList<>();
        Ipv4Address.parse(endpoint.destination()).ifPresent(address -> {
            if (holds(kernel.initial(), address)) {
                servers.add(server(Commands.HOST, List.of(), port()));
            }
            kernel.named().forEach((name, namespace) -> {
                if (holds(namespace, address)) {
                    servers.add(server(name, List.of(), port()));
                }
            });
        });
        return servers;
    }

    private static boolean holds(Namespace namespace, Ipv4Address address) {
        return namespace.net().devices().all().stream()
                .map(namespace.inet()::of)
                .anyMatch(inet -> inet != null && inet.hasLocal(address));
    }

    /**
     * The command line that has somebody listen in the background of a namespace.
     *
     * @param address the address to listen on; empty for all of them
     */
    public String server(String namespace, List<String> address, int port) {
        List<String> words = new ArrayList<>(List.of("nc", "-l", "-k"));
        if (transport == Transport.UDP) {
            words.add("-u");
        }
        words.addAll(address);
        words.add(Integer.toString(port));
        return ShellQuoting.join(Commands.in(namespace, words)) + " &";
    }
}
