package dev.vethlab.lab.topology;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.VlanGroup;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.tool.Printed;
import dev.vethlab.tool.bridge.BridgeProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was entered by hand into the tables of bridges and VXLANs, in the words of {@code bridge}. */
final class BridgeTables {

    private static final Pattern ENTRY = Pattern.compile("(\\S+) dev (\\S+) (.*)");

    private final String fdb;

    BridgeTables(Kernel kernel, Namespace namespace) {
        this.fdb = Printed.by(new BridgeProgram(), kernel, namespace, "fdb", "show");
    }

    /** The VLANs of a bridge or a port, none where they are what it starts with. */
    List<String> vlans(NetDevice device) {
        BridgePort port = BridgePort.of(device);
        if (port != null) {
            return vlans(port.vlans(), port.bridge().vlanFilter().defaultPvid());
        }
        return device instanceof Bridge bridge
                ? vlans(bridge.vlans(), bridge.vlanFilter().defaultPvid())
                : List.of();
    }

    private static List<String> vlans(VlanGroup group, int usual) {
        List<String> vlans = new ArrayList<>();
        for (int vlan : group.all()) {
            vlans.add(vlan + (group.pvid() == vlan ? " pvid" : "") + (group.isUntagged(vlan) ? " untagged" : ""));
        }
        return vlans.equals(List.of(usual + " pvid untagged")) ? List.of() : vlans;
    }

    /** Entries that neither were learnt nor follow from the device's own addresses. */
    List<String> fdb(NetDevice device) {
        List<String> entries = new ArrayList<>();
        for (String line : fdb.lines().toList()) {
            Matcher entry = ENTRY.matcher(line.strip());
            if (entry.matches() && entry.group(2).equals(device.name())) {
                entry(device, entry.group(1), entry.group(3).strip(), entries);
            }
        }
        return entries;
    }

    private static void entry(NetDevice device, String address, String words, List<String> entries) {
        boolean byHand = words.endsWith("static") || words.endsWith("permanent") || words.contains("extern_learn");
        boolean own = address.equals(device.address().toString())
                || device.master()
                        .filter(master -> master.address().toString().equals(address))
                        .isPresent();
        boolean tunnel = device.kind().equals("vxlan") && words.contains("dst ");
        boolean listened = words.equals("self permanent") && !tunnel;
        if (byHand && !listened && (tunnel || !own)) {
            entries.add(address + " " + words.replaceAll("master \\S+", "master"));
        }
    }
}
