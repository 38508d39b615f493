package dev.vethlab.tool.ip.monitor;

import dev.vethlab.kernel.address.AddressNotification;
import dev.vethlab.kernel.device.Notification;
import dev.vethlab.kernel.device.Notifications;
import dev.vethlab.kernel.neighbour.NeighbourNotification;
import dev.vethlab.kernel.route.RouteNotification;
import dev.vethlab.kernel.route.RuleNotification;
import dev.vethlab.kernel.rtnetlink.NeighbourInfo;
import dev.vethlab.kernel.rtnetlink.RouteInfo;
import dev.vethlab.kernel.rtnetlink.Routes;
import dev.vethlab.kernel.rtnetlink.Rules;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.ip.address.AddressPrinter;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.neigh.NeighPrinter;
import dev.vethlab.tool.ip.route.RoutePrinter;
import dev.vethlab.tool.ip.rule.RulePrinter;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A monitor at work ({@code accept_msg}). */
final class MonitorActivity extends Activity {

    private static final long SECOND = 1_000_000_000;
    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("'Timestamp: 'EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("'['yyyy-MM-dd'T'HH:mm:ss.SSSSSS'] '", Locale.ROOT);

    private final IpContext context;
    private final Output output;
    private final Set<MonitorGroup> groups;
    private final boolean labels;
    private final int device;
    private final Consumer<Notification> listener = this::accept;

    /**
     * @param labels whether each line begins with the name of its group
     * @param device the only one that is of interest, 0 for all
     */
    MonitorActivity(IpContext context, Set<MonitorGroup> groups, boolean labels, int device) {
        this.context = context;
        this.output = context.output();
        this.groups = Set.copyOf(groups);
        this.labels = labels;
        this.device = device;
        context.devices().askForAll();
        notifications().join(listener);
    }

    private Notifications notifications() {
        return context.namespace().net().notifications();
    }

    private void accept(Notification change) {
        if (change instanceof AddressNotification address) {
            print(address);
        } else if (change instanceof RouteNotification route) {
            print(route);
        } else if (change instanceof NeighbourNotification neighbour) {
            print(neighbour);
        } else if (change instanceof RuleNotification rule && groups.contains(MonitorGroup.RULE)) {
            head("[RULE]", rule.deleted());
            new RulePrinter(context, Rules.of(context.namespace().net(), rule)).print(rule.rule());
        }
    }

    private void print(AddressNotification change) {
        if (groups.contains(MonitorGroup.ADDRESS)
                && isOf(change.address().device().index())) {
            head("[ADDR]", change.deleted());
            new AddressPrinter(context).print(change.address(), true);
        }
    }

    private void print(RouteNotification change) {
        RouteInfo route =
                new Routes(context.namespace().net(), context.namespace().fib()).info(change.route());
        if (groups.contains(MonitorGroup.ROUTE) && isOf(route.oif().orElse(0))) {
            head("[ROUTE]", change.deleted());
            new RoutePrinter(context).print(route);
        }
    }

    private void print(NeighbourNotification change) {
        if (groups.contains(MonitorGroup.NEIGH)
                && isOf(change.neighbour().device().index())) {
            head("[NEIGH]", change.deleted());
            new NeighPrinter(context, false).print(NeighbourInfo.of(change.neighbour()));
        }
    }

    private boolean isOf(int index) {
        return device == 0 || device == index;
    }

    private void head(String label, boolean deleted) {
        if (context.options().timestamp()) {
            output.text(timestamp());
        }
        output.text(labels ? label : "");
        output.text(deleted ? "Deleted " : "");
    }

    /** {@code print_timestamp}. */
    private String timestamp() {
        long ns = context.kernel().machine().realTimeNs();
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(Math.floorDiv(ns, SECOND), (int) Math.floorMod(ns, SECOND), ZoneOffset.UTC);
        return context.options().shortTimestamp()
                ? SHORT.format(time)
                : LONG.format(time) + " " + Math.floorMod(ns, SECOND) / 1000 + " usec\n";
    }

    @Override
    protected void release() {
        notifications().leave(listener);
    }
}
