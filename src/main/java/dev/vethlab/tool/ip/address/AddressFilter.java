package dev.vethlab.tool.ip.address;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Scopes;
import dev.vethlab.tool.ip.link.LinkFilter;
import java.util.Optional;
import java.util.OptionalInt;

/** What a listing is restricted to ({@code struct link_filter}). */
final class AddressFilter {

    private AddressFamily family;
    private Optional<String> device = Optional.empty();
    private int index;
    private boolean up;
    private OptionalInt scope = OptionalInt.empty();
    private int flags;
    private int flagMask;
    private Optional<String> label = Optional.empty();
    private Optional<AddressText> to = Optional.empty();
    private int group = -1;
    private int master;
    private Optional<String> kind = Optional.empty();
    private Optional<String> slaveKind = Optional.empty();

    private AddressFilter(IpContext context) {
        this.family = context.options().family();
    }

    /** Reads the words behind {@code show} or {@code flush}. */
    static AddressFilter read(IpContext context, Arguments arguments) {
        AddressFilter filter = new AddressFilter(context);
        while (arguments.hasNext()) {
            filter.read(arguments.next(), arguments, context);
        }
        filter.findDevice(context);
        return filter;
    }

    private void read(String word, Arguments arguments, IpContext context) {
        switch (word) {
            case "to" -> readTo(arguments.next());
            case "scope" -> readScope(arguments.next());
            case "up" -> up = true;
            case "label" -> label = Optional.of(arguments.next());
            case "group" -> readGroup(arguments.next());
            case "master" -> readMaster(arguments.next(), "Device does not exist\n", context);
            case "vrf" -> readVrf(arguments.next(), context);
            case "nomaster" -> master = -1;
            case "type" -> readType(arguments.next());
            case "novf" -> {}
            default -> {
                if (!readFlag(word)) {
                    readDevice(word.equals("dev") ? arguments.next() : word, word.equals("dev"));
                }
            }
        }
    }

    private void readVrf(String name, IpContext context) {
        master = context.devices().indexOfVrf(name);
        if (master == 0) {
            throw ExitException.invalid("Not a valid VRF name\n", name);
        }
    }

    private void readTo(String word) {
        AddressText read = AddressText.prefix(word, family);
        to = Optional.of(read);
        if (family == AddressFamily.UNSPEC) {
            family = read.family();
        }
    }

    private void readScope(String word) {
        scope = Scopes.number(word);
        if (scope.isEmpty() && !word.equals("all")) {
            throw ExitException.invalid("invalid \"scope\"\n", word);
        }
    }

    private void readGroup(String word) {
        OptionalInt number = word.equals("default") ? OptionalInt.of(0) : Numbers.integer(word, 0);
        group = number.orElseThrow(() -> ExitException.invalid("Invalid \"group\" value\n", word));
    }

    private void readMaster(String word, String complaint, IpContext context) {
        master = context.devices().indexOf(word);
        if (master == 0) {
            throw ExitException.invalid(complaint, word);
        }
    }

    private void readType(String word) {
        if (word.endsWith("_slave")) {
            slaveKind = Optional.of(word.substring(0, word.length() - "_slave".length()));
        } else {
            kind = Optional.of(word);
        }
    }

    private boolean readFlag(String word) {
        boolean inverse = word.startsWith("-");
        String name = inverse ? word.substring(1) : word;
        if (name.equals("dynamic")) {
            inverse = !inverse;
            name = "permanent";
        } else if (name.equals("primary")) {
            inverse = !inverse;
            name = "secondary";
        }
        Optional<AddressFlag> flag = AddressFlag.of(name);
        if (flag.isEmpty()) {
            return false;
        }
        flags = inverse ? flags & ~flag.get().mask() : flags | flag.get().mask();
        flagMask |= flag.get().mask();
        return true;
    }

    private void readDevice(String word, boolean afterDev) {
        if (!afterDev && Arguments.matches(word, "help")) {
            throw ExitException.usage(AddressUsage.TEXT);
        }
        if (device.isPresent()) {
            throw ExitException.duplicateOrGarbage("dev", word);
        }
        device = Optional.of(word);
    }

    private void findDevice(IpContext context) {
        if (device.isPresent()) {
            index = context.devices().indexOf(device.get());
            if (index == 0) {
                throw ExitException.err(ExitException.FAILURE, "Device \"" + device.get() + "\" does not exist.\n");
            }
        }
    }

    /** Whether an address passes ({@code print_addrinfo}). */
    boolean passes(Ifaddr address) {
        if (scope.isPresent() && scope.getAsInt() != address.scope()
                || ((flags ^ address.flags()) & flagMask) != 0
                || family != AddressFamily.UNSPEC && family != AddressFamily.INET) {
            return false;
        }
        return passesLabel(address.label()) && passesTo(address);
    }

    private boolean passesLabel(String text) {
        return label.isEmpty() || Glob.matches(label.get(), text);
    }

    private boolean passesTo(Ifaddr address) {
        if (to.isEmpty() || to.get().family() == AddressFamily.UNSPEC) {
            return true;
        }
        Optional<InetPrefix> prefix = to.get().prefix();
        return prefix.isPresent()
                && new Ipv4Prefix(prefix.get().address(), prefix.get().length()).contains(address.local());
    }

    /** Whether flushing ends after one round, as it would go on with promoted secondaries else. */
    boolean isPrimariesOnly() {
        return (flags & AddressFlag.SECONDARY.mask()) == 0 && (flagMask & AddressFlag.SECONDARY.mask()) != 0;
    }

    /** The family asked for, or that of {@code to}. */
    AddressFamily family() {
        return family;
    }

    /** The index of the device asked for, 0 for all. */
    int index() {
        return index;
    }

    /** Whether only links that are up are wanted. */
    boolean up() {
        return up;
    }

    /** What is asked of the links themselves. */
    LinkFilter links() {
        LinkFilter links = new LinkFilter();
        links.index = index;
        links.up = up;
        links.group = group;
        links.master = master;
        links.kind = kind;
        links.slaveKind = slaveKind;
        links.label = label.isPresent();
        return links;
    }
}
