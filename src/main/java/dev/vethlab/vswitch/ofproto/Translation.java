package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.openvswitch.DatapathAction;
import dev.vethlab.kernel.openvswitch.PacketKey;
import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.action.ActionReader;
import dev.vethlab.vswitch.action.ActionText;
import dev.vethlab.vswitch.action.NatSpec;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of one packet through the bridges, into what the datapath is to do ({@code struct xlate_ctx}). */
final class Translation {

    final FlowKey flow;
    final FlowKey wildcards = new FlowKey();

    /** Whether the packet is a real one: it is counted and learnt from. */
    final boolean real;

    final Switch owner;

    /** In bytes. */
    final long length;

    final DatapathCommit commit;
    final Mirroring mirroring = new Mirroring(this);
    private final FlowKey original;
    private final FieldActions fields;
    private final Outputs outputs;
    private final ConnectionTranslation connections;
    private final GroupTranslation groups;
    private final Freezing freezing;
    private final List<Fork> forks = new ArrayList<>();
    Bridge bridge;
    private int table;
    private final TranslationLimits limits = new TranslationLimits(this);
    private boolean exit;

    /** The port by which the packet has come, until the first table is looked into. */
    private @Nullable OfPort arriving;

    /** Whether the packet has just come by a patch port: it is a copy there. */
    private boolean entering;

    private String error = "";
    private @Nullable Trace trace;

    /** Whether what tracking has found is to be believed. */
    boolean tracked;

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
        this.commit = new DatapathCommit(flow, wildcards, trace != null);
        this.fields = new FieldActions(this);
        this.outputs = new Outputs(this, commit);
        this.connections = new ConnectionTranslation(this);
        this.groups = new GroupTranslation(this);
        this.freezing = new Freezing(this);
        this.tracked = (flow.get(Slot.CT_STATE) & PacketKey.TRACKED) != 0;
    }

    long nowNs() {
        return owner.machine().nowNs();
    }

    /** The ports that did not get what was flooded, each with the VLAN which it is not in. */
    Map<Bundle, Integer> leftOut() {
        return outputs.normal().leftOut();
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
        FrozenState state = owner.recirculations().find(flow.get(Slot.RECIRC_ID));
        if (state != null) {
            thaw(state);
        } else if (flow.get(Slot.RECIRC_ID) != 0) {
            fail(
                    "Recirculation context not found for ID " + Long.toHexString(flow.get(Slot.RECIRC_ID)),
                    "No recirculation context");
        } else {
            OfPort port = bridge.find(flow.getInt(Slot.IN_PORT));
            if (port != null && port.tunnel != null && real) {
                port.rxPackets++;
                port.rxBytes += length;
            }
            begin(port);
        }
        freezing.finish(0);
        PacketWildcards.finish(original, flow, wildcards);
        if (!error.isEmpty()) {
            commit.clear();
        }
        trace = outside;
        return commit.actions();
    }

    private void begin(@Nullable OfPort port) {
        arriving = port;
        lookup(0, flow.getInt(Slot.IN_PORT));
    }

    NormalSwitching normal() {
        return outputs.normal();
    }

    /** Goes on where the packet was left ({@code xlate_actions}, with {@code xin->frozen_state}). */
    private void thaw(FrozenState state) {
        Trace outside = trace;
        if (outside != null) {
            trace = outside.add(Trace.Kind.THAW, "thaw");
        }
        bridge = state.bridge();
        table = state.table();
        report(Trace.Kind.THAW, "Resuming from table " + table);
        tracked = state.tracked();
        if (!tracked) {
            connections.forget();
        }
        Freezing.restore(state, flow);
        if (!state.actions().isEmpty() && isTraced()) {
            List<Action> left =
                    state.actions().stream().map(FrozenState.Step::action).toList();
            report(Trace.Kind.THAW, "Restoring actions: " + ActionText.write(left, PortNames.NUMBERS));
        }
        trace = outside;
        if (state.actions().isEmpty()) {
            lookup(table, flow.getInt(Slot.IN_PORT));
        }
        for (FrozenState.Step step : state.actions()) {
            table = step.table();
            perform(List.of(step.action()));
        }
    }

    /** The copies of the packet that go on later. */
    List<Fork> forks() {
        return forks;
    }

    /** The priority that the packet came with. */
    long priorityAtFirst() {
        return original.get(Slot.SKB_PRIORITY);
    }

    /** Why it failed, empty where it did not. */
    String error() {
        return error;
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
        if (real) {
            bridge.tables().count(number, rule != null);
        }
        flow.set(Slot.TP_SRC, source);
        flow.set(Slot.TP_DST, destination);
        flow.set(Slot.IN_PORT, cameBy);
        Trace outside = trace;
        if (outside != null) {
            trace = outside.add(Trace.Kind.TABLE, Rule.describe(number, rule));
        }
        OfPort arrived = arriving;
        arriving = null;
        boolean reserved = arrived != null && mirroring.isReserved(arrived);
        if (arrived != null && !reserved) {
            mirroring.onInput(arrived);
        }
        if (rule != null && real) {
            rule.count(length, nowNs());
        }
        if (reserved) {
            exit = true;
        } else if (rule == null) {
            report(Trace.Kind.ACTION, "drop");
        } else {
            if (entering) {
                entering = false;
                performOnCopy(rule.actions());
            } else {
                perform(rule.actions());
            }
        }
        trace = outside;
        table = oldTable;
    }

    /** {@code do_xlate_actions}. */
    void perform(List<Action> actions) {
        if (actions.isEmpty()) {
            report(Trace.Kind.ACTION, "drop");
        }
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            if (!error.isEmpty()) {
                return;
            }
            if (exit) {
                freezing.keep(actions.subList(i, actions.size()), table);
                return;
            }
            if (isTraced()) {
                report(Trace.Kind.ACTION, ActionText.write(action, PortNames.NUMBERS));
            }
            boolean goesOn = perform(action);
            if (exit && freezing.isBeginning()) {
                freezing.keep(actions.subList(i, actions.size()), table);
                return;
            }
            if (!goesOn) {
                return;
            }
        }
    }

    /** Has the packet come back with a hash of the datapath, to the action that is done now ({@code ctx_trigger_recirculate_with_hash}). */
    void comeBackWithHash(int basis) {
        exit = true;
        freezing.beginWithHash(basis);
    }

    /** Has a copy of the packet go on in a table once it is tracked ({@code compose_recirculate_and_fork}). */
    void fork(int number, int zone, Optional<NatSpec> nat) {
        long id = freezing.fork(number);
        if (isTraced()) {
            FlowKey copy = flow.copy();
            copy.set(Slot.RECIRC_ID, id);
            copy.set(Slot.CT_ZONE, zone);
            forks.add(new Fork(id, copy, nat));
            report(
                    Trace.Kind.DETAIL,
                    "A clone of the packet is forked to recirculate. The forked pipeline will be resumed at table "
                            + number + ".");
        }
    }

    /** Does what a bucket says to a copy of the packet ({@code xlate_group_bucket}). */
    void performBucket(Bucket bucket) {
        Trace outside = trace;
        if (outside != null) {
            trace = outside.add(Trace.Kind.BUCKET, "bucket " + bucket.id());
        }
        FlowKey before = flow.copy();
        limits.deepen(1);
        perform(bucket.actions());
        limits.deepen(-1);
        freezing.finish(0);
        flow.assign(before);
        exit = false;
        trace = outside;
    }

    /** Does actions to a copy of the packet ({@code clone_xlate_actions}). */
    private void performOnCopy(List<Action> actions) {
        FlowKey before = flow.copy();
        boolean wasTracked = tracked;
        boolean tracks = actions.stream().anyMatch(action -> action instanceof Action.Track);
        DatapathCommit.Mark mark = tracks ? commit.beginClone() : null;
        perform(actions);
        freezing.finish(0);
        if (mark != null) {
            commit.endClone(mark);
        }
        tracked = wasTracked;
        exit = false;
        flow.assign(before);
    }

    /** Goes on in the bridge of a port, as if the packet had come by it. */
    void enter(OfPort in) {
        Bridge from = bridge;
        Trace outside = trace;
        if (outside != null) {
            trace = outside.add(Trace.Kind.BRIDGE, "bridge(\"" + in.bridge().name() + "\")");
        }
        boolean wasTracked = tracked;
        tracked = false;
        bridge = in.bridge();
        entering = true;
        arriving = in;
        long mirrored = mirroring.beginBridge();
        resubmit(0, in.number());
        mirroring.endBridge(mirrored);
        arriving = null;
        entering = false;
        tracked = wasTracked;
        bridge = from;
        trace = outside;
        exit = false;
        error = "";
    }

    /** Whether the actions behind it are done too. */
    private boolean perform(Action action) {
        if (action instanceof Action.Output output) {
            outputs.output(output.port());
        } else if (action instanceof Action.OutputField output) {
            output.source().mark(wildcards);
            outputs.output((int) output.source().get(flow));
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
            return fields.decrementTtl();
        } else if (action instanceof Action.Group group) {
            return groups.perform(group.id());
        } else if (action instanceof Action.Track track) {
            connections.perform(track);
        } else if (action instanceof Action.Untrack) {
            connections.clear();
        } else if (action instanceof Action.CloneOf clone) {
            performOnCopy(clone.actions());
        } else if (action instanceof Action.Enqueue enqueue) {
            outputs.enqueue(enqueue);
        } else {
            fields.perform(action);
        }
        return true;
    }

    /** {@code xlate_recursively}. */
    void resubmit(int number, int inPort) {
        if (!limits.areReached() && limits.resubmit()) {
            int deeper = number <= table ? 1 : 0;
            limits.deepen(deeper);
            lookup(number, inPort);
            limits.deepen(-deeper);
        }
    }

    /** Whether the packet has gone too long a way. */
    boolean isTooDeep() {
        return limits.areReached();
    }

    void fail(String why, String words) {
        report(Trace.Kind.ERROR, why);
        error = words;
    }

    /** Sends by a port of the bridge. */
    void outputTo(int number) {
        outputs.outputTo(number);
    }
}
