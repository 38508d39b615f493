package dev.vethlab.verify.recording;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a script did.
 *
 * @param uptimeNs what the kernel's ticks had come to when the script started: timers fire on ticks, the later the rounder ones
 * @param processors how many the machine can have: some devices have a queue for each
 * @param tunnelsNoted whether the machine noted, when the script started, by which tunnel packets of VXLAN came: routing rules of
 *     namespaces that were deleted long ago can make it
 * @param finishedNs when the settling time behind the last command was over; times count from the start of the script
 * @param links every device with an address, in the order in which they were first seen
 * @param captures the packets of every interface that saw one
 * @param state by namespace and section
 * @param settings by namespace and key: the values in the end of the settings that the script wrote
 * @param reachable by namespace and interface: how long a neighbour's confirmation counts there, as drawn, in milliseconds; what is
 *     not here is not known
 */
public record Recording(
        long uptimeNs,
        int processors,
        boolean tunnelsNoted,
        List<CommandRecord> commands,
        long finishedNs,
        List<SeenLink> links,
        List<SeenPackets> captures,
        Map<String, Map<String, Answer>> state,
        Map<String, Map<String, String>> settings,
        Map<String, Map<String, Long>> reachable) {

    /** The sections of the state, each with the program and its words that list it. */
    public static final Map<String, String> SECTIONS = Map.of(
            "link", "ip -j -d link",
            "addr", "ip -j addr",
            "route", "ip -j route show table all",
            "rule", "ip -j rule",
            "neigh", "ip -j neigh",
            "fdb", "bridge -j fdb",
            "vlan", "bridge -j vlan");

    /** The same with other commands. */
    public Recording withCommands(List<CommandRecord> others) {
        return new Recording(
                uptimeNs, processors, tunnelsNoted, others, finishedNs, links, captures, state, settings, reachable);
    }

    /** A command line, when it ran, and what it did. */
    public record CommandRecord(String command, Span span, int exitCode, String stdout, String stderr) {}

    /**
     * When a command ran.
     *
     * @param startNs when its program was started, some milliseconds before that came to do anything
     * @param endNs when it was over
     * @param firstPacketNs when an interface first saw a packet in between
     */
    public record Span(long startNs, long endNs, OptionalLong firstPacketNs) {}

    /** A device at a place, with its MAC address. */
    public record SeenLink(String namespace, String device, String mac) {}

    /**
     * The packets that an interface saw, in order.
     *
     * @param ethernet whether they begin with an Ethernet header
     */
    public record SeenPackets(String namespace, String device, boolean ethernet, List<byte[]> frames) {}

    /** What a command that reads state printed, and when it started; when it failed, its complaint too. */
    public record Answer(long startNs, int exitCode, String text) {}
}
