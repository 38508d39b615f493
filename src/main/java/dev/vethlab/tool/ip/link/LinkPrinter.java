package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Offload;
import dev.vethlab.kernel.device.OperState;
import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkInfo;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.IpOptions;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prints links, for {@code ip link} and as the heads of {@code ip address} ({@code print_linkinfo}). It prints one link;
 * the object around it in JSON is the caller's.
 */
public final class LinkPrinter {

    private final IpContext context;
    private final IpOptions options;
    private final Output output;
    private final boolean forLink;
    private final AddressFamily family;

    /**
     * @param forLink whether it is {@code ip link} that prints
     * @param family the family that is shown: PACKET for {@code ip link}
     */
    public LinkPrinter(IpContext context, boolean forLink, AddressFamily family) {
        this.context = context;
        this.options = context.options();
        this.output = context.output();
        this.forLink = forLink;
        this.family = family;
    }

    /** Prints a link, on one line with {@code -brief}, which only {@code ip link} ends itself. */
    public void print(LinkInfo link) {
        if (options.brief()) {
            printBrief(link);
            return;
        }
        printStart(link);
        output.string("qdisc", "qdisc %s ", link.queueingDiscipline());
        link.master()
                .ifPresent(master ->
                        output.string("master", "master %s ", context.devices().nameOf(master)));
        printOperState(link.operState());
        if (forLink) {
            output.string("linkmode", "mode %s ", link.dormantMode() ? "DORMANT" : "DEFAULT");
        }
        output.string("group", "group %s ", groupName(link.group()));
        if (link.txQueueLength() != 0) {
            output.number("txqlen", "qlen %d", link.txQueueLength());
        }
        if (family == AddressFamily.UNSPEC || family == AddressFamily.PACKET || options.showDetails()) {
            printAddresses(link);
        }
        printLinkNamespace(link);
        if (options.showDetails()) {
            printDetails(link);
        }
        printRest(link);
        output.newline();
    }

    /** Prints what a link begins with, to its MTU; {@code bridge link} begins with it too. */
    public void printStart(LinkInfo link) {
        output.number("ifindex", "%d: ", link.index());
        boolean lowerIsDown = printName("%s: ", link);
        LinkFlags.print(output, link.flags(), lowerIsDown);
        output.number("mtu", "mtu %u ", link.mtu());
    }

    /** The name of a group, a number but for group 0 ({@code rtnl_group_n2a}). */
    private String groupName(int group) {
        return group == 0 && !options.numeric() ? "default" : Integer.toString(group);
    }

    private void printBrief(LinkInfo link) {
        boolean lowerIsDown = printName("%-16s ", link);
        output.string(
                colorOf(link.operState()),
                "operstate",
                "%-14s ",
                link.operState().name());
        if (family == AddressFamily.PACKET) {
            if (!link.address().isEmpty()) {
                output.string(Color.MAC, "address", "%s ", link.address());
            }
            LinkFlags.print(output, link.flags(), lowerIsDown);
            output.newline();
        }
    }

    /** Prints {@code name@link} and says whether that link is down ({@code print_name_and_link}). */
    private boolean printName(String format, LinkInfo link) {
        String name = link.name();
        boolean lowerIsDown = false;
        if (link.linkIndex().isPresent()) {
            int index = link.linkIndex().getAsInt();
            if (index != 0 && link.linkNamespaceId().isPresent()) {
                output.jsonNumber("link_index", index);
                name = name + "@if" + index;
            } else {
                String linkName = index == 0 ? "NONE" : context.devices().nameOf(index);
                printLink(index, linkName);
                name = name + "@" + linkName;
                lowerIsDown = context.namespace()
                        .net()
                        .devices()
                        .byIndex(index)
                        .map(lower -> !lower.isUp())
                        .orElse(false);
            }
        }
        output.string(Color.IFNAME, "ifname", format, output.isJson() ? link.name() : name);
        return lowerIsDown;
    }

    private void printLink(int index, String name) {
        if (index == 0) {
            output.nothing("link", "");
        } else {
            output.jsonString("link", name);
        }
    }

    private void printOperState(OperState state) {
        output.jsonString("operstate", state.name());
        output.text("state ");
        output.text(colorOf(state), "%s ", state.name());
    }

    private static Color colorOf(OperState state) {
        if (state == OperState.UP) {
            return Color.OPERSTATE_UP;
        }
        return state == OperState.DOWN ? Color.OPERSTATE_DOWN : Color.NONE;
    }

    private void printAddresses(LinkInfo link) {
        output.lineBreak();
        output.string("link_type", "    link/%s ", linkType(link));
        if (link.address().isEmpty()) {
            return;
        }
        output.string(Color.MAC, "address", "%s", link.address());
        if (link.has(DeviceFlags.IFF_POINTOPOINT)) {
            output.text(" peer ");
            output.jsonBool("link_pointtopoint", true);
        } else {
            output.text(" brd ");
        }
        output.string(Color.MAC, "broadcast", "%s", link.broadcast());
        link.permanentAddress()
                .map(Object::toString)
                .filter(permanent -> !permanent.equals(link.address()))
                .ifPresent(permanent -> {
                    output.text(" permaddr ");
                    output.string(Color.MAC, "permaddr", "%s", permanent);
                });
    }

    /** {@code ll_type_n2a}. */
    private String linkType(LinkInfo link) {
        if (!options.numeric()) {
            return link.linkType();
        }
        return link.has(DeviceFlags.IFF_LOOPBACK) ? "[772]" : "[1]";
    }

    private void printLinkNamespace(LinkInfo link) {
        if (link.linkNamespaceId().isEmpty()) {
            return;
        }
        int id = link.linkNamespaceId().getAsInt();
        output.jsonNumber("link_netnsid", id);
        nameOfNamespace(id)
                .ifPresentOrElse(
                        name -> output.text(" link-netns %s", name), () -> output.text(" link-netnsid %d", id));
    }

    /** {@code get_name_from_nsid}. */
    private Optional<String> nameOfNamespace(int id) {
        Optional<NetNamespace> wanted = context.namespace().net().byId(id);
        return context.kernel().named().entrySet().stream()
                .filter(entry -> wanted.equals(Optional.of(entry.getValue().net())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void printDetails(LinkInfo link) {
        output.number("promiscuity", " promiscuity %u ", link.promiscuity());
        output.number("allmulti", " allmulti %u ", link.allMulticast());
        output.number("min_mtu", "minmtu %u ", link.minMtu());
        output.number("max_mtu", "maxmtu %u ", link.maxMtu());
        if (!link.kind().isEmpty() || link.masterKind().isPresent()) {
            printKind(link);
        }
        if (forLink) {
            link.ipv6AddressMode()
                    .ifPresent(mode -> output.string(
                            "inet6_addr_gen_mode",
                            "addrgenmode %s ",
                            mode.name().toLowerCase(Locale.ROOT)));
        }
        output.number("num_tx_queues", "numtxqueues %u ", link.txQueues());
        output.number("num_rx_queues", "numrxqueues %u ", link.rxQueues());
        output.number("gso_max_size", "gso_max_size %u ", link.gsoMaxSize());
        output.number("gso_max_segs", "gso_max_segs %u ", link.gsoMaxSegments());
        output.number("tso_max_size", "tso_max_size %u ", link.tsoMaxSize());
        output.number("tso_max_segs", "tso_max_segs %u ", Offload.MOST_GSO_SEGMENTS);
        output.number("gro_max_size", "gro_max_size %u ", link.groMaxSize());
    }

    private void printKind(LinkInfo link) {
        output.openObject("linkinfo");
        if (!link.kind().isEmpty()) {
            output.lineBreak();
            output.string("info_kind", "    %s ", link.kind());
            printData("info_data", link.kind(), link.data());
        }
        link.masterKind().ifPresent(kind -> {
            output.lineBreak();
            output.string("info_slave_kind", "    %s_slave ", kind);
            printData("info_slave_data", kind + "_slave", link.portData());
        });
        output.closeObject();
    }

    /** {@code print_linktype}: the object is there for every kind that could print something. */
    private void printData(String key, String type, Optional<LinkData> data) {
        LinkTypes.find(type).filter(LinkType::prints).ifPresent(util -> {
            output.openObject(key);
            data.ifPresent(present -> util.print(context, present));
            output.closeObject();
        });
    }

    private void printRest(LinkInfo link) {
        if ((forLink || options.showDetails()) && !link.alias().isEmpty()) {
            output.lineBreak();
            output.text("    ");
            output.string("ifalias", "alias %s", link.alias());
        }
        if (forLink && options.showStatistics()) {
            output.lineBreak();
            new LinkStatistics(context, link.stats()).print();
        }
        if (!link.alternativeNames().isEmpty()) {
            output.openArray("altnames");
            for (String name : link.alternativeNames()) {
                output.lineBreak();
                output.text("    altname ");
                output.element("%s", name);
            }
            output.closeArray();
        }
    }

    /** Prints the counters that follow the addresses with {@code ip -s address} ({@code print_link_stats}). */
    public void printStatistics(LinkInfo link) {
        new LinkStatistics(context, link.stats()).print();
        output.lineBreak();
    }
}
