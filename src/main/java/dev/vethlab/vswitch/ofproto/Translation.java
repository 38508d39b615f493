package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.openvswitch.DatapathAction;
import dev.vethlab.kernel.openvswitch.Vport;
import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.action.ActionReader;
import dev.vethlab.vswitch.action.ActionText;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.MatchText;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way of one packet through the bridges, into what the datapath is to do ({@code struct xlate_ctx}). */
final class Translation {

    private static final int MOST_DEPTH = 64;
    private static final int MOST_RESUBMITS = 4096;

    /** A packet on a long way through tables counts as more than one. */
    private static final int RESUBMITS_AN_EVENT = 64;

    private static final Slot[] OF_ONE_OUTPUT = {
        Slot.VLAN_TCI, Slot.VLAN_TCI1, Slot.VLAN_TPID, Slot.VLAN_TPID1, Slot.NW_TOS, Slot.ETH_TYPE
    };

    final FlowKey flow;
    final FlowKey wildcards = new FlowKey();

    /** Whether the packet is a real one: it is counted and learnt from. */
    final boolean real;

    private final Switch owner;
    private final FlowKey original;
    private final long length;
    private final DatapathCommit commit;
    private final FieldActions fields;
    private final NormalSwitching normal;
    private final long tunnelledTo;
    Bridge bridge;
    private int table;
    private int depth;
    private int resubmits;
    private boolean exit;
    private String error = "";
    private @Nullable Trace trace;
    private final Map<Bundle, Integer> leftOut = new LinkedHashMap<>();

    /**
     * @param flow what is known of the packet; it changes
     * @param length in bytes, for the counters
     * @param trace where the decisions are told, null where nobody asks
     */
    Translation(Switch owner, Bridge bridge, FlowKey flow, boolean real, long length, @Nullable Trace trace) {
        this.owner = owner;
        this.bridge = bridge;
        this.flow = flow;
        this.original = flow.copy();
        this.real = real;
        this.length = length;
        this.trace = trace;
        this.tunnelledTo = flow.get(Slot.TUN_DST);
        this.commit = new DatapathCommit(flow, wildcards, trace != null);
        this.fields = new FieldActions(this);
        this.normal = new NormalSwitching(this);
    }

    long nowNs() {
        return owner.machine().nowNs();
    }

    /** Notes a port that does not get what is flooded, and the VLAN which it is not in. */
    void leaveOut(Bundle bundle, int vlan) {
        leftOut.putIfAbsent(bundle, vlan);
    }

    /** The ports that did not get what was flooded, each with the VLAN which it is not in. */
    Map<Bundle, Integer> leftOut() {
        return leftOut;
    }

    boolean isTraced() {
        return trace != null;
    }

    void report(Trace.Kind kind, String line) {
        Trace into = trace;
        if (into != null) {
            into.add(kind, line);
        }
    }

    /** {@code xlate_actions}. */
    List<DatapathAction> run() {
        PacketWildcards.begin(flow, wildcards);
        Trace outside = trace;
        if (outside != null) {
            trace = outside.add(Trace.Kind.BRIDGE, "bridge(\"" + bridge.name() + "\")");
        }
        OfPort port = bridge.find(flow.getInt(Slot.IN_PORT));
        if (port != null && port.tunnel != null && real) {
            port.rxPackets++;
            port.rxBytes += length;
        }
        lookup(0, flow.getInt(Slot.IN_PORT));
        PacketWildcards.finish(original, flow, wildcards);
        if (!error.isEmpty()) {
            commit.clear();
        }
        trace = outside;
        return commit.actions();
    }

    /** Why it failed, empty where it did not. */
    String error() {
        return error;
    }

    /** The datapath's actions as they are printed; only where decisions are told. */
    String actionsText() {
        return commit.text();
    }

    /** Whether the kernel cannot do it and the program does. */
    boolean isSlow() {
        return commit.isSlow();
    }

    /** {@code xlate_table_action}, {@code rule_dpif_lookup_from_table}: looks for the flow as if the packet had come by a port. */
    private void lookup(int number, int inPort) {
        int oldTable = table;
        table = number;
        int cameBy = flow.getInt(Slot.IN_PORT);
        flow.set(Slot.IN_PORT, inPort);
        boolean fragment = (flow.get(Slot.NW_FRAG) & FlowKey.FRAG_ANY) != 0;
        long source = flow.get(Slot.TP_SRC);
        long destination = flow.get(Slot.TP_DST);
        if (fragment) {
            flow.set(Slot.TP_SRC, 0);
            flow.set(Slot.TP_DST, 0);
        }
        Rule rule = bridge.tables().lookup(number, flow, wildcards);
        flow.set(Slot.TP_SRC, source);
        flow.set(Slot.TP_DST, destination);
        flow.set(Slot.IN_PORT, cameBy);
        Trace outside = trace;
        if (outside != null) {
            trace = outside.add(Trace.Kind.TABLE, describe(number, rule));
        }
        if (rule == null) {
            report(Trace.Kind.ACTION, "drop");
        } else {
            if (real) {
                rule.count(length, nowNs());
            }
            perform(rule.actions());
        }
        trace = outside;
        table = oldTable;
    }

    private String describe(int number, @Nullable Rule rule) {
        String place = String.format(Locale.ROOT, "%2d. ", number);
        if (rule == null) {
            return place + "No match.";
        }
        String match = MatchText.write(rule.match(), MatchText.DEFAULT_PRIORITY, PortNames.NUMBERS);
        String cookie = rule.cookie() == 0 ? "" : ", cookie 0x" + Long.toHexString(rule.cookie());
        return place + match + (match.isEmpty() ? "" : ", ") + "priority " + rule.priority() + cookie;
    }

    /** {@code do_xlate_actions}. */
    private void perform(List<Action> actions) {
        if (actions.isEmpty()) {
            report(Trace.Kind.ACTION, "drop");
        }
        for (Action action : actions) {
            if (exit || !error.isEmpty()) {
                return;
            }
            if (isTraced()) {
                report(Trace.Kind.ACTION, ActionText.write(action, PortNames.NUMBERS));
            }
            if (!perform(action)) {
                return;
            }
        }
    }

    /** Whether the actions behind it are done too. */
    private boolean perform(Action action) {
        if (action instanceof Action.Output output) {
            output(output.port());
        } else if (action instanceof Action.OutputField output) {
            output.source().mark(wildcards);
            output((int) output.source().get(flow));
        } else if (action instanceof Action.Resubmit resubmit) {
            resubmit(
                    resubmit.table() == ActionReader.ANY_TABLE ? table : resubmit.table(),
                    resubmit.port() == PortNames.IN_PORT ? flow.getInt(Slot.IN_PORT) : resubmit.port());
        } else if (action instanceof Action.GotoTable target) {
            resubmit(target.table(), flow.getInt(Slot.IN_PORT));
        } else if (action instanceof Action.Learn learn) {
            Learning.perform(this, learn.spec());
        } else if (action instanceof Action.Exit) {
            exit = true;
        } else if (action instanceof Action.DecrementTtl) {
            return decrementTtl();
        } else {
            fields.perform(action);
        }
        return true;
    }

    private void resubmit(int number, int inPort) {
        if (depth >= MOST_DEPTH) {
            fail("over max translation depth " + MOST_DEPTH, "Recursion too deep");
        } else if (resubmits >= MOST_RESUBMITS) {
            fail("over " + MOST_RESUBMITS + " resubmit actions", "Too many resubmits");
        } else {
            int deeper = number <= table ? 1 : 0;
            depth += deeper;
            resubmits++;
            if (real && resubmits % RESUBMITS_AN_EVENT == 0 && !owner.machine().tryWork(0, 0)) {
                fail("the events granted are used up", "Too many resubmits");
                return;
            }
            lookup(number, inPort);
            depth -= deeper;
        }
    }

    private void fail(String why, String words) {
        report(Trace.Kind.ERROR, why);
        error = words;
    }

    private boolean decrementTtl() {
        if (!flow.isIp()) {
            return true;
        }
        wildcards.all(Slot.NW_TTL);
        if (flow.get(Slot.NW_TTL) > 1) {
            flow.set(Slot.NW_TTL, flow.get(Slot.NW_TTL) - 1);
            return true;
        }
        report(Trace.Kind.WARNING, "IPv" + (flow.isIpv4() ? 4 : 6) + " decrement TTL exception");
        return false;
    }

    /** {@code xlate_output_action}. */
    private void output(int port) {
        int cameBy = flow.getInt(Slot.IN_PORT);
        switch (port) {
            case PortNames.IN_PORT -> outputTo(cameBy);
            case PortNames.TABLE -> resubmit(0, cameBy);
            case PortNames.NORMAL -> normal.run();
            case PortNames.FLOOD, PortNames.ALL -> flood(cameBy);
            case PortNames.NONE, PortNames.CONTROLLER -> {}
            default -> {
                if (port == cameBy) {
                    report(Trace.Kind.DETAIL, "skipping output to input port");
                } else {
                    outputTo(port);
                }
            }
        }
    }

    private void flood(int cameBy) {
        for (OfPort port : bridge.ports()) {
            if (port.number() != cameBy) {
                outputTo(port.number());
            }
        }
    }

    /** {@code compose_output_action__}. */
    void outputTo(int number) {
        OfPort port = bridge.find(number);
        if (port == null) {
            report(Trace.Kind.WARNING, "Nonexistent output port");
            return;
        }
        if (port.type() == PortType.PATCH) {
            OfPort peer = owner.peerOf(port);
            if (peer != null) {
                cross(port, peer);
            }
            return;
        }
        Vport vport = port.vport;
        if (vport == null) {
            return;
        }
        FlowKey before = flow.copy();
        TunnelConfig tunnel = port.tunnel;
        if (tunnel == null) {
            commit.output(vport.number());
            restoreAfterOutput(before);
            return;
        }
        TunnelSending.prepare(tunnel, flow, wildcards);
        if (flow.get(Slot.TUN_DST) == 0) {
            report(Trace.Kind.WARNING, "Tunneling decided against output");
        } else if (flow.get(Slot.TUN_DST) == tunnelledTo && tunnelledTo != 0) {
            report(Trace.Kind.WARNING, "Not tunneling to our own address");
        } else {
            if (real) {
                port.txPackets++;
                port.txBytes += length;
            }
            report(Trace.Kind.DETAIL, "output to kernel tunnel");
            commit.tunnel(tunnel.udpPort());
            restoreTunnel(before);
            commit.output(vport.number());
        }
        restoreTunnel(before);
        restoreAfterOutput(before);
    }

    private void restoreTunnel(FlowKey before) {
        for (int i = 0; i <= Slot.TUN_TTL.ordinal(); i++) {
            flow.set(Slot.at(i), before.get(Slot.at(i)));
        }
    }

    private void restoreAfterOutput(FlowKey before) {
        for (Slot slot : OF_ONE_OUTPUT) {
            flow.set(slot, before.get(slot));
        }
    }

    /** Goes on in the bridge behind a patch port ({@code patch_port_output}). */
    private void cross(OfPort out, OfPort in) {
        FlowKey before = flow.copy();
        FlowKey marked = wildcards.copy();
        Bridge from = bridge;
        Trace outside = trace;
        if (outside != null) {
            trace = outside.add(Trace.Kind.BRIDGE, "bridge(\"" + in.bridge().name() + "\")");
        }
        bridge = in.bridge();
        flow.set(Slot.IN_PORT, in.number());
        flow.set(Slot.METADATA, 0);
        for (int i = 0; i <= Slot.TUN_TTL.ordinal(); i++) {
            flow.set(Slot.at(i), 0);
            wildcards.set(Slot.at(i), 0);
        }
        for (int i = 0; i < Slot.REGISTERS; i++) {
            flow.set(Slot.register(i), 0);
        }
        resubmit(0, in.number());
        for (int i = 0; i <= Slot.TUN_TTL.ordinal(); i++) {
            wildcards.set(Slot.at(i), marked.get(Slot.at(i)));
        }
        flow.assign(before);
        bridge = from;
        trace = outside;
        exit = false;
        error = "";
        if (real) {
            out.txPackets++;
            out.txBytes += length;
            in.rxPackets++;
            in.rxBytes += length;
        }
    }
}
