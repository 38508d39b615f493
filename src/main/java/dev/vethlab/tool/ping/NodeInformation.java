package dev.vethlab.tool.ping;

import java.util.Set;

/** What {@code -N} asks a node of IPv6 for (RFC 4620); IPv4 knows no such questions, and plain requests are sent. */
final class NodeInformation {

    private static final Set<String> QUERIES = Set.of(
            "name",
            "ipv6",
            "ipv6-all",
            "ipv6-compatible",
            "ipv6-global",
            "ipv6-linklocal",
            "ipv6-sitelocal",
            "ipv4",
            "ipv4-all");

    private static final Set<String> SUBJECTS =
            Set.of("subject-ipv6=", "subject-ipv4=", "subject-name=", "subject-fqdn=");

    private static final String USAGE = """
            ping -6 -N <nodeinfo opt>
            Help:
              help
            Query:
              name
              ipv6
              ipv6-all
              ipv6-compatible
              ipv6-global
              ipv6-linklocal
              ipv6-sitelocal
              ipv4
              ipv4-all
            Subject:
              subject-ipv6=addr
              subject-ipv4=addr
              subject-name=name
              subject-fqdn=name
            """;

    private NodeInformation() {}

    /** Ends with an explanation where it is none of the questions ({@code niquery_option_handler}). */
    static void check(Console console, String question) throws Quit {
        if (!QUERIES.contains(question) && SUBJECTS.stream().noneMatch(question::startsWith)) {
            console.complain(USAGE);
            throw new Quit(question.equals("help") ? 0 : 2);
        }
    }
}
