package dev.vethlab.explain.diagnosis;

import dev.vethlab.kernel.trace.DropReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports of Open vSwitch with another tag than the others, interfaces that should be ports, and flows that send packets nowhere. */
final class SwitchRemedy implements Remedy {

    private static final int TAG = 8;
    private static final int PORT = 12;
    private static final int NORMAL = 18;
    private static final Pattern BRIDGE = Pattern.compile("    Bridge (\\S+)");
    private static final Pattern NAME = Pattern.compile("        Port (\\S+)");
    private static final Pattern ACCESS = Pattern.compile("            tag: (\\d+)");
    private static final Pattern FLOW = Pattern.compile("(?:dl_vlan=|vlan_vid:)(\\d+)");

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        if (failure.switches().isEmpty()) {
            return;
        }
        Map<String, Integer> tags = new LinkedHashMap<>();
        List<String> bridges = new ArrayList<>();
        Set<String> ports = new TreeSet<>();
        Set<Integer> known = new TreeSet<>();
        read(failure.switches(), bridges, ports, tags, known);
        tags.forEach((port, tag) -> {
            for (int other : known) {
                if (other != tag) {
                    command(TAG, proposals, "ovs-vsctl", "set", "port", port, "tag=" + other);
                }
            }
        });
        for (String bridge : bridges) {
            join(bridge, ports, known, failure.around(), proposals);
            boolean lost = failure.refusals().stream()
                    .anyMatch(refusal -> refusal.step().reason().equals(Optional.of(DropReason.OVS_LAST_ACTION)));
            if (lost) {
                command(NORMAL, proposals, "ovs-ofctl", "add-flow", bridge, "priority=65535,actions=NORMAL");
            }
        }
    }

    private static void read(
            String text, List<String> bridges, Set<String> ports, Map<String, Integer> tags, Set<Integer> known) {
        String port = "";
        for (String line : text.lines().toList()) {
            Matcher bridge = BRIDGE.matcher(line);
            Matcher name = NAME.matcher(line);
            Matcher tag = ACCESS.matcher(line);
            Matcher flow = FLOW.matcher(line);
            if (bridge.matches()) {
                bridges.add(bridge.group(1));
            } else if (name.matches()) {
                port = name.group(1);
                ports.add(port);
            } else if (tag.matches()) {
                tags.put(port, Integer.valueOf(tag.group(1)));
                known.add(Integer.valueOf(tag.group(1)));
            }
            while (flow.find()) {
                known.add(Integer.valueOf(flow.group(1)));
            }
        }
    }

    /** An interface without an address that is a port of nothing, with each tag that there is and without. */
    private static void join(
            String bridge, Set<String> ports, Set<Integer> known, Surroundings around, Consumer<Change> proposals) {
        for (Station station : around.stationsOf("host")) {
            boolean free = station.kind().equals("veth")
                    && station.master().isEmpty()
                    && station.addresses().isEmpty()
                    && !ports.contains(station.device());
            if (free) {
                for (int tag : known) {
                    command(PORT, proposals, "ovs-vsctl", "add-port", bridge, station.device(), "tag=" + tag);
                }
                command(PORT + 1, proposals, "ovs-vsctl", "add-port", bridge, station.device());
            }
        }
    }

    private static void command(int rank, Consumer<Change> proposals, String... words) {
        proposals.accept(Change.of(rank, "host", words));
    }
}
