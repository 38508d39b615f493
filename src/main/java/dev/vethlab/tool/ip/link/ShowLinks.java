package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.LinkInfo;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code ip link show} ({@code ipaddr_list_link}). */
final class ShowLinks {

    private static final String SLAVE = "_slave";

    /** Words that stand for flags of addresses: they are taken here too, and mean nothing. */
    private static final Set<String> ADDRESS_FLAGS = Set.of(
            "dynamic",
            "primary",
            "secondary",
            "temporary",
            "nodad",
            "optimistic",
            "dadfailed",
            "home",
            "deprecated",
            "tentative",
            "permanent",
            "mngtmpaddr",
            "noprefixroute",
            "autojoin",
            "stable-privacy");

    private static final Set<String> SCOPES = Set.of("global", "nowhere", "host", "link", "site", "all");

    private final IpContext context;
    private final LinkFilter filter = new LinkFilter();
    private Optional<String> dev = Optional.empty();

    ShowLinks(IpContext context) {
        this.context = context;
    }

    int run(Arguments arguments) {
        while (arguments.hasNext()) {
            read(arguments, arguments.next());
        }
        if (dev.isPresent()) {
            filter.index = context.devices().indexOf(dev.get());
            if (filter.index <= 0) {
                throw ExitException.err(ExitException.FAILURE, "Device \"" + dev.get() + "\" does not exist.\n");
            }
        }
        show();
        return 0;
    }

    private void read(Arguments arguments, String word) {
        switch (word) {
            case "to":
                throw ExitException.err(
                        ExitException.FAILURE,
                        "Error: \"" + arguments.next()
                                + "\" may be inet prefix, but it is not allowed in this context.\n");
            case "scope":
                checkScope(arguments.next());
                break;
            case "up":
                filter.up = true;
                break;
            case "label":
                arguments.next();
                filter.label = true;
                break;
            default:
                readMore(arguments, word);
        }
    }

    private void readMore(Arguments arguments, String word) {
        if (ADDRESS_FLAGS.contains(word.startsWith("-") ? word.substring(1) : word)) {
            return;
        }
        switch (word) {
            case "group":
                String group = arguments.next();
                filter.group = LinkWords.groupNumber(group)
                        .orElseThrow(() -> ExitException.invalid("Invalid \"group\" value\n", group));
                break;
            case "master":
                filter.master = master(arguments.next());
                break;
            case "vrf":
                filter.master = vrf(arguments.next());
                break;
            case "nomaster":
                filter.master = -1;
                break;
            case "type":
                readType(arguments.next());
                break;
            default:
                readDevice(arguments, word);
        }
    }

    private static void checkScope(String word) {
        if (!SCOPES.contains(word) && Numbers.u8(word, 0).isEmpty()) {
            throw ExitException.invalid("invalid \"scope\"\n", word);
        }
    }

    private int master(String name) {
        int index = context.devices().indexOf(name);
        if (index == 0) {
            throw ExitException.invalid("Device does not exist\n", name);
        }
        return index;
    }

    private int vrf(String name) {
        int index = context.devices().indexOfVrf(name);
        if (index == 0) {
            throw ExitException.invalid("Not a valid VRF name\n", name);
        }
        return index;
    }

    private void readType(String type) {
        if (type.endsWith(SLAVE)) {
            filter.slaveKind = Optional.of(type.substring(0, type.length() - SLAVE.length()));
        } else {
            filter.kind = Optional.of(type);
        }
    }

    private void readDevice(Arguments arguments, String word) {
        if (!word.equals("dev") && matches(word, "help")) {
            throw ExitException.usage(LinkUsage.TEXT);
        }
        String device = word.equals("dev") ? arguments.next() : word;
        if (dev.isPresent()) {
            throw ExitException.duplicateOrGarbage("dev", device);
        }
        dev = Optional.of(device);
    }

    private void show() {
        Links links = new Links(context.namespace().net());
        context.output().begin();
        if (dev.isPresent()) {
            Optional<NetDevice> device = find(dev.get());
            if (device.isPresent()) {
                print(links.get(device.get()));
            } else {
                complain();
            }
        } else {
            List<LinkInfo> dump = filter.dumped(links);
            context.devices().remember();
            dump.forEach(this::print);
        }
        context.output().end();
    }

    /** Without a group it is asked for by name, else by index ({@code iplink_get}, {@code ipaddr_link_get}). */
    private Optional<NetDevice> find(String name) {
        DeviceTable devices = context.namespace().net().devices();
        return filter.group == -1 ? devices.byName(name) : devices.byIndex(filter.index);
    }

    /** A name as {@code if7} tells an index that need not exist. */
    private void complain() {
        boolean direct = filter.group == -1;
        context.output().end();
        context.err(ExitException.words(new KernelException(Errno.ENODEV)));
        throw ExitException.err(
                direct ? ExitException.FAILURE : 0,
                "Cannot send link " + (direct ? "get " : "") + "request: " + Errno.ENODEV.words() + "\n");
    }

    /** In JSON a link that is not wanted leaves an empty object. */
    private void print(LinkInfo link) {
        context.output().openObject();
        if (filter.accepts(link) && !filter.label) {
            new LinkPrinter(context, true, AddressFamily.PACKET).print(link);
        }
        context.output().closeObject();
    }
}
