package dev.vethlab.tool.iptables;

import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.netfilter.nftables.AssignStatement;
import dev.vethlab.kernel.netfilter.nftables.ExtensionStatement;
import dev.vethlab.kernel.netfilter.nftables.HeaderChange;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.NetworkMapStatement;
import dev.vethlab.kernel.netfilter.nftables.Operand;
import dev.vethlab.kernel.netfilter.nftables.SegmentSizeStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.Value;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Targets that change something of the packet's headers: {@code TTL}, {@code DSCP}, {@code TOS}, {@code TCPMSS}, {@code NETMAP}. */
final class PacketTargets {

    private static final long OCTET = 255;
    private static final long MOST_DSCP = 63;
    private static final long MOST_SIZE = 65_495;

    private final String name;
    private final Map<String, String> given;

    PacketTargets(String name, Map<String, String> given) {
        this.name = name;
        this.given = given;
    }

    Extension build(int protocol) throws ParameterException {
        return switch (name) {
            case "TTL" -> ttl();
            case "DSCP" -> dscp();
            case "TOS" -> tos();
            case "TCPMSS" -> segmentSize(protocol);
            default -> networkMap();
        };
    }

    private Extension extension(String save, String list, Statement statement, String translation) {
        return new Extension(
                name, save, list, list, List.of(new ExtensionStatement(List.of(statement), false, translation)));
    }

    private Extension ttl() throws ParameterException {
        String option = given.isEmpty() ? "" : given.keySet().iterator().next();
        if (option.isEmpty()) {
            throw ParameterException.problem("TTL: You must specify an action");
        }
        int value = (int) OptionNumber.read(name, option, given.getOrDefault(option, ""), 0, OCTET);
        String translation = "xt target TTL";
        return switch (option) {
            case "--ttl-set" -> {
                Statement set = new AssignStatement(HeaderField.IP_TTL, new Operand.Constant(Value.of(value)));
                yield extension("--ttl-set " + value, " TTL set to " + value, set, translation);
            }
            case "--ttl-dec" ->
                extension(
                        "--ttl-dec " + value,
                        " TTL decrement by " + value,
                        new HeaderChange(packet -> packet.withTtl(Math.max(0, packet.ttl() - value)), translation),
                        translation);
            default ->
                extension(
                        "--ttl-inc " + value,
                        " TTL increment by " + value,
                        new HeaderChange(
                                packet -> packet.withTtl((int) Math.min(OCTET, packet.ttl() + value)), translation),
                        translation);
        };
    }

    private Extension dscp() throws ParameterException {
        String ofClass = given.get("--set-dscp-class");
        long value = ofClass != null
                ? ServiceMatches.ofClass(ofClass)
                : OptionNumber.read(name, "--set-dscp", given.getOrDefault("--set-dscp", "0"), 0, MOST_DSCP);
        String shown = String.format(Locale.ROOT, "0x%02x", value);
        Statement set = new AssignStatement(HeaderField.IP_DSCP, new Operand.Constant(Value.of(value)));
        return extension("--set-dscp " + shown, " DSCP set " + shown, set, "ip dscp set " + shown);
    }

    private Extension tos() throws ParameterException {
        String text = given.get("--set-tos");
        if (text == null) {
            throw ParameterException.problem("TOS: The --set-tos parameter is required");
        }
        String[] parts = text.split("/", 2);
        Optional<Integer> service = TypeOfService.of(text);
        int value =
                service.isPresent() ? service.get() : (int) OptionNumber.read(name, "--set-tos", parts[0], 0, OCTET);
        int mask = service.isPresent()
                ? TypeOfService.MASK
                : parts.length > 1 ? (int) OptionNumber.read(name, "--set-tos", parts[1], 0, OCTET) : (int) OCTET;
        String shown = String.format(Locale.ROOT, "0x%02x/0x%02x", value, mask);
        Statement change = new HeaderChange(packet -> withTos(packet, value, mask), "xt target TOS");
        // libxt_TOS.c writes it for IPv6 in both families.
        String words = String.format(Locale.ROOT, "ip6 dscp set 0x%02x", value >> 2);
        return extension("--set-tos " + shown, " TOS set " + shown, change, words);
    }

    private static Ipv4Packet withTos(Ipv4Packet packet, int value, int mask) {
        return packet.withTos(packet.tos() & ~mask ^ value);
    }

    private Extension segmentSize(int protocol) throws ParameterException {
        boolean tcp = protocol == Ipv4Packet.TCP;
        if (given.containsKey("--clamp-mss-to-pmtu")) {
            return extension(
                    "--clamp-mss-to-pmtu",
                    " TCPMSS clamp to PMTU",
                    new SegmentSizeStatement(0, tcp),
                    "tcp option maxseg size set rt mtu");
        }
        String text = given.get("--set-mss");
        if (text == null) {
            throw ParameterException.problem("TCPMSS target: At least one parameter is required");
        }
        int size = (int) OptionNumber.read(name, "--set-mss", text, 0, MOST_SIZE);
        return extension(
                "--set-mss " + size,
                " TCPMSS set " + size,
                new SegmentSizeStatement(size, tcp),
                "tcp option maxseg size set " + size);
    }

    private Extension networkMap() throws ParameterException {
        String text = given.get("--to");
        if (text == null) {
            throw ParameterException.problem("NETMAP: option \"--to\" must be specified\n");
        }
        Ipv4Prefix prefix = Command.prefixes(text).get(0);
        return extension(
                "--to " + prefix,
                " to:" + prefix,
                new NetworkMapStatement(
                        prefix.network().bits(), prefix.length() == 0 ? 0 : Ipv4Prefix.mask(prefix.length())),
                "xt target NETMAP");
    }
}
