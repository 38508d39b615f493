package dev.vethlab.tool.docker;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.List;

/** The program {@code docker}. */
public final class Docker implements Program {

    static final String USAGE = """
        Usage:  docker network { create [--subnet S] [--gateway A] [--internal] NAME | ls | inspect NAME... | rm NAME... }
                docker run -d [--name NAME] [--network NETWORK] [--ip ADDRESS] [-p [IP:]HOSTPORT:PORT[/udp]]... IMAGE
                docker ps [-q] | docker exec NAME COMMAND... | docker rm -f NAME...

        This docker belongs to the lab and is simulated: it makes the namespaces, veth pairs, bridges, addresses
        and iptables rules that Docker makes, and nothing else. There are no images: IMAGE is only a word, and
        nothing runs in a container but what docker exec starts in it, such as
                docker exec web python3 -m http.server 80 &
        A container's namespace has the container's name: ip netns exec NAME works too.
        """;

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public int run(Process process, List<String> words) {
        if (words.isEmpty() || words.contains("--help") || words.get(0).equals("help")) {
            process.out(USAGE);
            return 0;
        }
        try {
            return run(process, words.get(0), words.subList(1, words.size()));
        } catch (Refusal refusal) {
            process.err(refusal.getMessage() + "\n");
            return refusal.exitCode();
        }
    }

    private static int run(Process process, String verb, List<String> rest) throws Refusal {
        Daemon daemon = Daemon.of(process);
        daemon.start(process);
        ContainerCommands containers = new ContainerCommands(process, daemon);
        switch (verb) {
            case "network" -> new NetworkCommands(process, daemon).run(rest);
            case "run" -> containers.run(rest);
            case "ps" -> containers.list(rest);
            case "exec" -> {
                return containers.execute(rest);
            }
            case "rm" -> containers.remove(rest);
            default -> throw new Refusal(1, "docker: '" + verb + "' is not simulated.\n" + USAGE.strip());
        }
        return 0;
    }
}
