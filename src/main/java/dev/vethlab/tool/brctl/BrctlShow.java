package dev.vethlab.tool.brctl;

import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgeId;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.FdbEntry;
import dev.vethlab.kernel.bridge.PortFlag;
import dev.vethlab.kernel.bridge.Stp;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.tool.Process;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The commands of {@code brctl} that show something. */
final class BrctlShow {

    private static final long NS_A_HUNDREDTH = 10_000_000;

    private final Process process;
    private final NetNamespace net;

    BrctlShow(Process process) {
        this.process = process;
        this.net = process.namespace().net();
    }

    /** Returns the exit code. */
    int show(List<String> names) {
        List<Bridge> bridges = new ArrayList<>();
        if (names.isEmpty()) {
            for (NetDevice device : net.devices().all()) {
                if (device instanceof Bridge bridge) {
                    bridges.add(bridge);
                }
            }
            bridges.sort(Comparator.comparing(NetDevice::name));
        }
        boolean missing = false;
        for (String name : names) {
            Optional<NetDevice> device = net.devices().byName(name);
            if (device.isPresent() && device.get() instanceof Bridge bridge) {
                bridges.add(bridge);
            } else {
                process.err(
                        device.isEmpty()
                                ? "bridge " + name + " does not exist!\n"
                                : "device " + name + " is not a bridge!\n");
                missing = true;
            }
        }
        if (names.isEmpty() || !bridges.isEmpty()) {
            process.out("bridge name\tbridge id\t\tSTP enabled\tinterfaces\n");
        }
        bridges.forEach(this::print);
        return missing ? 1 : 0;
    }

    private void print(Bridge bridge) {
        process.out(bridge.name() + "\t\t" + id(bridge.stp().bridgeId()) + "\t"
                + (bridge.stp().isOn() ? "yes" : "no") + "\t\t");
        List<BridgePort> ports = byName(bridge);
        for (int i = 0; i < ports.size(); i++) {
            process.out((i == 0 ? "" : "\t\t\t\t\t\t\t") + ports.get(i).device().name() + "\n");
        }
        if (ports.isEmpty()) {
            process.out("\n");
        }
    }

    private static List<BridgePort> byName(Bridge bridge) {
        List<BridgePort> ports = new ArrayList<>(bridge.ports());
        ports.sort(Comparator.comparing(port -> port.device().name()));
        return ports;
    }

    void showMacs(String name) {
        Bridge bridge = net.devices()
                .byName(name)
                .filter(Bridge.class::isInstance)
                .map(Bridge.class::cast)
                .orElseThrow(() -> new BrctlException("read of forward table failed: " + Errno.ENODEV.words()));
        process.out("port no\tmac addr\t\tis local?\tageing timer\n");
        List<FdbEntry> entries = new ArrayList<>(bridge.fdb().all());
        entries.sort(Comparator.comparing(FdbEntry::address));
        for (FdbEntry entry : entries) {
            BridgePort port = entry.port();
            if (port != null) {
                long age = entry.isStatic() ? 0 : bridge.machine().nowNs() - entry.updatedNs();
                process.out(String.format(
                        Locale.ROOT,
                        "%3d\t%s\t%s\t\t%s%n",
                        port.number(),
                        entry.address(),
                        entry.isLocal() ? "yes" : "no",
                        hundredths(age / NS_A_HUNDREDTH)));
            }
        }
    }

    void showStp(String name) {
        Bridge bridge = net.devices()
                .byName(name)
                .filter(Bridge.class::isInstance)
                .map(Bridge.class::cast)
                .orElseThrow(() -> new BrctlException("bridge " + name + " does not exist!"));
        Stp stp = bridge.stp();
        StringBuilder text = new StringBuilder(name).append('\n');
        text.append(" bridge id\t\t").append(id(stp.bridgeId()));
        text.append("\n designated root\t").append(id(stp.designatedRoot()));
        text.append(String.format(
                Locale.ROOT, "%n root port\t\t%4d\t\t\tpath cost\t\t%4d%n", stp.rootPort(), stp.rootPathCost()));
        text.append(" max age\t\t").append(ticks(stp.maxAge()));
        text.append("\t\t\tbridge max age\t\t").append(ticks(stp.bridgeMaxAge()));
        text.append("\n hello time\t\t").append(ticks(stp.helloTime()));
        text.append("\t\t\tbridge hello time\t").append(ticks(stp.bridgeHelloTime()));
        text.append("\n forward delay\t\t").append(ticks(stp.forwardDelay()));
        text.append("\t\t\tbridge forward delay\t").append(ticks(stp.bridgeForwardDelay()));
        text.append("\n ageing time\t\t").append(ticks(bridge.ageingTime()));
        text.append("\n hello timer\t\t").append(ns(stp.hello().leftNs()));
        text.append("\t\t\ttcn timer\t\t").append(ns(stp.notification().leftNs()));
        text.append("\n topology change timer\t")
                .append(ns(stp.topologyChangeTimer().leftNs()));
        text.append("\t\t\tgc timer\t\t").append(ns(bridge.fdb().cleanupInNs()));
        text.append("\n flags\t\t\t");
        text.append(stp.isTopologyChange() ? "TOPOLOGY_CHANGE " : "");
        text.append(stp.isTopologyChangeDetected() ? "TOPOLOGY_CHANGE_DETECTED " : "");
        text.append("\n\n\n");
        for (BridgePort port : byName(bridge)) {
            print(text, port);
        }
        process.out(text);
    }

    private static void print(StringBuilder text, BridgePort port) {
        text.append(port.device().name()).append(" (").append(port.number()).append(")\n");
        text.append(String.format(
                Locale.ROOT,
                " port id\t\t%04x\t\t\tstate\t\t%15s%n",
                port.portId(),
                port.state().name().toLowerCase(Locale.ROOT)));
        text.append(" designated root\t").append(id(port.designatedRoot()));
        text.append(String.format(Locale.ROOT, "\tpath cost\t\t%4d%n", port.pathCost()));
        text.append(" designated bridge\t").append(id(port.designatedBridge()));
        text.append("\tmessage age timer\t").append(ns(port.messageAge().leftNs()));
        text.append(String.format(Locale.ROOT, "%n designated port\t%04x", port.designatedPort()));
        text.append("\t\t\tforward delay timer\t").append(ns(port.forwardDelay().leftNs()));
        text.append(String.format(Locale.ROOT, "%n designated cost\t%4d", port.designatedCost()));
        text.append("\t\t\thold timer\t\t").append(ns(port.hold().leftNs()));
        text.append("\n flags\t\t\t");
        text.append(port.isConfigPending() ? "CONFIG_PENDING " : "");
        text.append(port.isTopologyChangeAck() ? "TOPOLOGY_CHANGE_ACK " : "");
        text.append('\n');
        if (port.has(PortFlag.HAIRPIN)) {
            text.append(" hairpin mode\t\t   1\n");
        }
        text.append('\n');
    }

    private static String id(BridgeId id) {
        return String.format(
                Locale.ROOT, "%04x.%s", id.priority(), id.address().toString().replace(":", ""));
    }

    private static String ticks(long ticks) {
        return hundredths(Jiffies.toClock(ticks));
    }

    private static String ns(long ns) {
        return hundredths(ns / NS_A_HUNDREDTH);
    }

    private static String hundredths(long value) {
        return String.format(Locale.ROOT, "%4d.%02d", value / 100, value % 100);
    }
}
