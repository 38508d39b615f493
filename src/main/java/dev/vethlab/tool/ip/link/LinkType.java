package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.IpContext;

/** What iproute2 knows of a kind of links: its words and how it is printed ({@code struct link_util}); {@link LinkTypes} lists them. */
interface LinkType {

    /** The type that these words follow: {@code bridge}, or {@code bridge_slave} for the ports of one. */
    String id();

    /** The usage text of the kind ({@code print_help}). */
    String usage();

    /**
     * Reads the words behind the type, of which there is at least one, into the request ({@code parse_opt}).
     *
     * @param creates whether a link is being added
     */
    void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates);

    /** Whether the kind prints anything of its own. */
    default boolean prints() {
        return true;
    }

    /** Prints what is special to the kind; the object around it is the caller's ({@code print_opt}). */
    default void print(IpContext context, LinkData data) {}
}
