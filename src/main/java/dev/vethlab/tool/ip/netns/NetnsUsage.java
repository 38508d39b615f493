package dev.vethlab.tool.ip.netns;

/** What {@code ip netns help} says. */
final class NetnsUsage {

    static final String TEXT = """
            Usage:\tip netns list
            \tip netns add NAME
            \tip netns attach NAME PID
            \tip netns set NAME NETNSID
            \tip [-all] netns delete [NAME]
            \tip netns identify [PID]
            \tip netns pids NAME
            \tip [-all] netns exec [NAME] cmd ...
            \tip netns monitor
            \tip netns list-id [target-nsid POSITIVE-INT] [nsid POSITIVE-INT]
            NETNSID := auto | POSITIVE-INT
            """;

    private NetnsUsage() {}
}
