package dev.vethlab.vswitch.action;

import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.Subfield;
import java.util.List;
import java.util.Optional;

/** One thing that a flow does ({@code struct ofpact}). A flow without any drops. */
public sealed interface Action {

    /** Sends by a port, or does what the port stands for: {@code NORMAL}, {@code FLOOD}, {@code IN_PORT} ... */
    record Output(int port) implements Action {}

    /** Sends by the port that a field says. */
    record OutputField(Subfield source) implements Action {}

    /** Sends to the controller, at most so many bytes. */
    record Controller(int length) implements Action {}

    /**
     * Takes the VLAN tag away.
     *
     * @param popped whether it was said as later versions do: {@code pop_vlan}
     */
    record StripVlan(boolean popped) implements Action {}

    record PushVlan(int protocol) implements Action {}

    /** Sets the VLAN, and puts a tag there where there is none. */
    record SetVlanId(int id) implements Action {}

    /** Sets the priority in the tag, and puts a tag there where there is none. */
    record SetVlanPriority(int priority) implements Action {}

    /** Sets a field by OpenFlow 1.0's own action for it: {@code mod_dl_src}, {@code mod_nw_dst}, {@code mod_tp_src} ... */
    record Modify(Field field, long value) implements Action {}

    /** Sets the ports of whatever transport it is: {@code mod_tp_src}, {@code mod_tp_dst}. */
    record ModifyPort(boolean source, int port) implements Action {}

    /** Sets some bits of a field to a number: {@code load}. */
    record Load(Subfield target, long value) implements Action {}

    /** Sets a field, or those of its bits that are under a mask: {@code set_field}. */
    record SetField(Field field, long value, long mask) implements Action {}

    /** Copies bits of one field into another. */
    record Move(Subfield source, Subfield target) implements Action {}

    record Push(Subfield source) implements Action {}

    record Pop(Subfield target) implements Action {}

    record DecrementTtl() implements Action {}

    /**
     * Sets the network of the tunnel that the packet is to go by.
     *
     * @param wide whether it was said as 64 bits: {@code set_tunnel64}
     */
    record SetTunnel(long id, boolean wide) implements Action {}

    /**
     * Looks once more, in a table and as if the packet had come by a port.
     *
     * @param port {@code IN_PORT} for that by which it came
     * @param table 255 for the table that this is in
     */
    record Resubmit(int port, int table) implements Action {}

    /** Goes on in a later table. */
    record GotoTable(int table) implements Action {}

    record WriteMetadata(long value, long mask) implements Action {}

    /** Adds or renews a flow that is made of the packet. */
    record Learn(LearnSpec spec) implements Action {}

    /** Does nothing; somebody wanted to remember something. */
    record Note(List<Integer> octets) implements Action {}

    /** Ends the work on the packet. */
    record Exit() implements Action {}

    /** Does what a group says. */
    record Group(long id) implements Action {}

    /** Sends by a queue of a port. */
    record Enqueue(int port, long queue) implements Action {}

    /** Has what is sent from now on go by a queue of its port. */
    record SetQueue(long queue) implements Action {}

    /** Has what is sent from now on go by the queue that it would go by anyway. */
    record PopQueue() implements Action {}

    /** Has the flow end sooner once a TCP connection is closed; seconds, 0 for no change. */
    record FinTimeout(int idle, int hard) implements Action {}

    /** Does things to a copy of the packet. */
    record CloneOf(List<Action> actions) implements Action {}

    /**
     * Finds the connection of the packet: {@code ct}.
     *
     * @param commit whether the connection is kept
     * @param force whether a connection that began the other way round is given up
     * @param table where a copy of the packet goes on that knows of the connection, 255 for nowhere
     * @param zone the zone, unless a field says it
     * @param changes what becomes of the connection's own mark and labels
     */
    record Track(
            boolean commit,
            boolean force,
            int table,
            int zone,
            Optional<Subfield> zoneSource,
            Optional<NatSpec> nat,
            List<Action> changes)
            implements Action {

        /** The same with other changes. */
        public Track withChanges(List<Action> others) {
            return new Track(commit, force, table, zone, zoneSource, nat, List.copyOf(others));
        }
    }

    /**
     * Says that the flow is one part of a whole: with a flow for each of the parts a packet is one of those that have the whole's
     * number.
     *
     * @param clause which part, from 1
     */
    record Conjunction(long id, int clause, int clauses) implements Action {}

    /** Forgets the connection. */
    record Untrack() implements Action {}
}
