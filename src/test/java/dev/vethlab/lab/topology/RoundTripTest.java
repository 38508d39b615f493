package dev.vethlab.lab.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.tool.Printed;
import dev.vethlab.tool.bridge.BridgeProgram;
import dev.vethlab.tool.ip.IpListing;
import dev.vethlab.tool.iptables.IptablesSave;
import dev.vethlab.tool.nft.Nft;
import dev.vethlab.tool.tc.Tc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a scenario has made of a lab, its document makes of a fresh one. */
class RoundTripTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/conformance");

    /** What tells how long ago something happened, or what has been counted or learnt meanwhile. */
    private static final String PASSING = "(hello|tcn|topology_change|gc|hold|message_age|forward_delay)_timer +[\\d.]+"
            + "|topology_change(_detected)? \\d|config_pending \\d|numqueues \\d"
            + "|(counter packets|bytes|expires|last used|link_failure_count) \\S+"
            + "|active_slave \\S+|state (ACTIVE|BACKUP)|qdisc (noop|noqueue)|state (UP|UNKNOWN|DOWN|LOWERLAYERDOWN) "
            + "|num[tr]xqueues \\d+|g[sr]o_max_\\w+ \\d+";

    /** What a document does not tell. */
    private static final Map<String, String> UNTOLD = Map.ofEntries(
            Map.entry("bridge/bridge-mac-is-the-lowest-port-mac.lab", "what a bridge kept of ports that left it"),
            Map.entry(
                    "bridge/every-word-of-fdb.lab",
                    "groups and stations that a device was told to listen to, and entries of a bridge that were deleted"),
            Map.entry(
                    "bridge/no-device-stands-on-itself.lab",
                    "a bridge that lost its ports has no address, and a new one has"),
            Map.entry(
                    "bridge/nomaster-and-flush.lab", "a bridge that lost its ports has no address, and a new one has"),
            Map.entry(
                    "dummy-ipvlan-bond/refused-by-bond-and-vrf.lab",
                    "that nobody chose the address of a bridge without ports"),
            Map.entry("ethtool/features.lab", "that nobody chose the address of a bridge without ports"),
            Map.entry("iproute2/addr-lifetimes-and-flags.lab", "how long addresses live"),
            Map.entry("iproute2/groups-of-devices.lab", "groups and stations that a device was told to listen to"),
            Map.entry("iproute2/ntable.lab", "times of neighbours that are finer than their settings show"),
            Map.entry("iproute2/objects-that-list.lab", "that nobody chose the address of a bridge without ports"),
            Map.entry("links/devices-deleted-and-moved.lab", "ALLMULTI, DYNAMIC and broadcast addresses"),
            Map.entry(
                    "links/devices-that-cannot-be-made.lab",
                    "broadcast addresses, and that nobody chose the addresses of bridges without ports"),
            Map.entry("links/ipv6-modes-and-states.lab", "the link mode"),
            Map.entry("links/order-of-devices.lab", "numbers of ports that were left free"),
            Map.entry("links/short-names-and-half-done-changes.lab", "ALLMULTI"),
            Map.entry("links/words-of-set-and-show.lab", "ALLMULTI and MULTICAST"),
            Map.entry(
                    "netfilter/bridged-packets-are-rejected.lab",
                    "in which order things are listed that have none of their own"),
            Map.entry(
                    "netfilter/bridged-packets-by-their-ports.lab",
                    "in which order things are listed that have none of their own"),
            Map.entry("netfilter/chains-of-the-bridge-family.lab", "what is counted while a lab is made"),
            Map.entry(
                    "netfilter/iptables-refusals.lab",
                    "a mark with a mask of its own, which iptables shows in other words than it reads"),
            Map.entry("netfilter/iptables-rarer.lab", "in which order tables of iptables came to be"),
            Map.entry("netfilter/iptables-scripts.lab", "in which order tables of iptables came to be"),
            Map.entry("netfilter/iptables-where-a-match-may-stand.lab", "in which order chains of iptables came to be"),
            Map.entry("netfilter/iptables-as-nft-writes-it.lab", "in which order tables of iptables came to be"),
            Map.entry("netfilter/iptables-listing.lab", "that a table of iptables was there before its first rule"),
            Map.entry("netfilter/iptables-matches.lab", "in which order tables of iptables came to be"),
            Map.entry("netfilter/iptables-order-of-complaints.lab", "a rule of iptables that says nothing"),
            Map.entry("netfilter/iptables-targets.lab", "a rule of iptables that says nothing"),
            Map.entry("netfilter/nft-meta.lab", "that a range stands in a set of its own"),
            Map.entry("netfilter/nft-meters.lab", "how long ago packets made an element of a meter"),
            Map.entry("netfilter/lists-as-json.lab", "chains that rules of an earlier chain jump to"),
            Map.entry("ovs/refusals.lab", "a bridge that lost its ports has no address, and a new one has"),
            Map.entry("routing/local-table-edits.lab", "routes of the kernel's own that were deleted"),
            Map.entry("routing/preferred-source.lab", "routes of the kernel's own that were changed"),
            Map.entry("tunnels/asked-by-name.lab", "that a tunnel was asked for by its name, which limits its MTU"),
            Map.entry("veth-one-host/arp-ignore-2-3-8.lab", "the order of devices in the local table"),
            Map.entry("vlan/native-vlan-change.lab", "which of two devices with one address had it first"),
            Map.entry("vxlan/for-all-networks.lab", "ALLMULTI that nobody asks for any more"));

    static List<String> scenarios() {
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            return files.map(SCENARIOS::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".lab") && !UNTOLD.containsKey(name))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theDocumentOfALabMakesTheSameLab(String scenario) throws Exception {
        Lab lab = lab();
        for (String line : Files.readAllLines(SCENARIOS.resolve(scenario))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                lab.change(OptionalLong.empty(), session -> session.run(line));
            }
        }
        settle(lab);

        TopologyDocument document = TopologyReader.read(lab);
        List<List<String>> commands = TopologyBuild.commands(document);
        Lab made = lab();
        made.change(OptionalLong.empty(), session -> {
            TopologyBuild.apply(session, commands);
            return true;
        });
        settle(made);

        assertThat(comparable(scenario, state(made))).isEqualTo(comparable(scenario, state(lab)));
        assertThat(TopologyReader.read(made)).isEqualTo(document);
    }

    /** Open vSwitch draws the addresses of its bridges and ports by lot. */
    private static String comparable(String scenario, Map<String, String> state) {
        String text = state.toString();
        return scenario.startsWith("ovs/")
                ? text.replaceAll("link/ether \\S+|\\S+ dev \\S+ self permanent", "-")
                : text;
    }

    private static Lab lab() {
        return new Lab(
                "lab",
                new LabSettings("lab", Profile.NAMESPACE, 7, Duration.ofHours(1)),
                LabLimits.DEFAULT,
                Instant.EPOCH);
    }

    /** Links settle, and what was learnt is forgotten. */
    private static void settle(Lab lab) throws Exception {
        lab.change(OptionalLong.empty(), session -> session.run("sleep 40"));
    }

    private static Map<String, String> state(Lab lab) {
        return lab.read(kernel -> {
            Map<String, String> state = new TreeMap<>();
            state.put("", state(kernel, kernel.initial()));
            kernel.named().forEach((name, namespace) -> state.put(name, state(kernel, namespace)));
            return state;
        });
    }

    private static String state(Kernel kernel, Namespace namespace) {
        List<String> lines = new ArrayList<>();
        for (List<String> words : List.of(
                List.of("-d", "address"),
                List.of("nexthop"),
                List.of("route", "show", "table", "all"),
                List.of("rule"),
                List.of("neigh", "show", "nud", "permanent"),
                List.of("neigh", "show", "proxy"))) {
            lines.addAll(IpListing.lines(kernel, namespace, words.toArray(String[]::new)));
        }
        BridgeProgram bridge = new BridgeProgram();
        namespace
                .net()
                .devices()
                .all()
                .forEach(device ->
                        lines.add(Printed.by(bridge, kernel, namespace, "vlan", "show", "dev", device.name())));
        Printed.by(bridge, kernel, namespace, "fdb", "show")
                .lines()
                .filter(line -> line.strip().matches(".*(static|permanent)"))
                .sorted()
                .forEach(lines::add);
        Printed.by(IptablesSave.forIpv4(), kernel, namespace)
                .lines()
                .filter(line -> line.startsWith("-"))
                .forEach(lines::add);
        Printed.by(new Tc(), kernel, namespace, "qdisc", "show")
                .lines()
                .filter(line -> !line.startsWith("qdisc noqueue"))
                .forEach(lines::add);
        lines.add(Printed.by(new Nft(), kernel, namespace, "list", "ruleset"));
        return String.join("\n", lines).replaceAll(PASSING, "-");
    }
}
