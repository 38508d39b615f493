package dev.vethlab.tool.ip.monitor;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Service;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code ip monitor} ({@code do_ipmonitor}). It tells of addresses, routes, neighbours and rules, and says so of the rest. */
public final class MonitorCommand implements IpCommand {

    private static final String USAGE = """
            Usage: ip monitor [ all | OBJECTS ] [ FILE ] [ label ] [ all-nsid ]
                              [ dev DEVICE ]
            OBJECTS :=  address | link | mroute | neigh | netconf |
                        nexthop | nsid | prefix | route | rule | stats
            FILE := file FILENAME
            """;

    /** Runs in the foreground: until something else ends it, as {@code timeout} does. */
    @Override
    public int run(IpContext context, Arguments arguments) {
        Activity activity = start(context, arguments);
        Machine machine = context.kernel().machine();
        try {
            machine.runUntil(machine.nowNs() + Service.LONGEST_WAIT_NS, activity::hasEnded);
        } finally {
            activity.signal(Activity.KILLED);
        }
        return activity.exitCode();
    }

    /** Begins to listen. */
    public Activity start(IpContext context, Arguments arguments) {
        Set<MonitorGroup> groups = EnumSet.noneOf(MonitorGroup.class);
        boolean labels = false;
        int device = 0;
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (Arguments.matches(word, "file")) {
                arguments.next();
                throw notSimulated("file");
            } else if (Arguments.matches(word, "label") || word.equals("all")) {
                labels = true;
            } else if (MonitorGroup.of(word).isPresent()) {
                groups.add(MonitorGroup.of(word).get());
            } else if (Arguments.matches(word, "all-nsid")) {
                throw notSimulated("all-nsid");
            } else if (Arguments.matches(word, "help")) {
                throw ExitException.usage(USAGE);
            } else if (word.equals("dev")) {
                device = device(context, arguments.next());
            } else {
                throw ExitException.usage("Argument \"" + word + "\" is unknown, try \"ip monitor help\".\n");
            }
        }
        return new MonitorActivity(context, of(context, groups), labels, device);
    }

    private static int device(IpContext context, String name) {
        int device = context.devices().indexOf(name);
        if (device == 0) {
            throw ExitException.invalid("Device does not exist\n", name);
        }
        return device;
    }

    /** Refuses what is asked for by name and not told; says what is left out where everything is asked for. */
    private static Set<MonitorGroup> of(IpContext context, Set<MonitorGroup> groups) {
        for (MonitorGroup group : groups) {
            if (!group.isSimulated()) {
                throw notSimulated(group.word());
            }
        }
        boolean inet = context.options().family() == AddressFamily.UNSPEC
                || context.options().family() == AddressFamily.INET;
        if (!inet) {
            return Set.of();
        }
        if (!groups.isEmpty()) {
            return groups;
        }
        Set<MonitorGroup> told = EnumSet.allOf(MonitorGroup.class);
        told.removeIf(group -> !group.isSimulated());
        String silent = EnumSet.complementOf(EnumSet.copyOf(told)).stream()
                .map(MonitorGroup::word)
                .collect(Collectors.joining(", "));
        context.err("lab: ip monitor shows no changes of " + silent + ": these are not simulated\n");
        return told;
    }

    private static ExitException notSimulated(String what) {
        return ExitException.err(ExitException.FAILURE, "ip monitor " + what + " is not simulated\n");
    }
}
