package dev.vethlab.tool.traceroute;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What traceroute was told. */
final class TraceOptions {

    static final int LARGEST_PACKET = 65_000;

    private static final int MOST_HOPS = 255;
    private static final int MOST_QUERIES = 10;
    private static final int MOST_GATEWAYS = 8;

    boolean help;
    boolean version;
    boolean ipv4;
    boolean ipv6;
    boolean dontFragment;
    boolean numeric;
    boolean dontRoute;
    boolean discoversMtu;
    boolean backward;
    long firstHop = 1;
    long mostHops = 30;
    long simultaneous = 16;
    long queries = 3;
    long port;
    long tos;
    long mark;
    double waitSeconds = 5;
    double hereFactor = 3;
    double nearFactor = 10;
    double sendSeconds;

    @Nullable
    String device;

    Ipv4Address source = Ipv4Address.ANY;
    long sourcePort;
    String module = "default";
    final List<Ipv4Address> gateways = new ArrayList<>();
    String hostName = "";
    Ipv4Address destination = Ipv4Address.ANY;

    /** Where to, if by IPv6. */
    @Nullable
    Ipv6Address ipv6Destination;

    long packetLength = -1;

    /** Refuses what is out of range, and draws the conclusions ({@code main}). */
    void check() throws Quit {
        switch (module) {
            case "default", "udp", "icmp", "tcp" -> {}
            case "tcpconn", "udplite", "dccp", "raw" ->
                throw Quit.wrong("traceroute by the module " + module + " is not simulated");
            default -> throw Quit.wrong("Unknown traceroute module " + module);
        }
        if (firstHop == 0 || firstHop > mostHops) {
            throw Quit.wrong("first hop out of range");
        }
        if (mostHops > MOST_HOPS) {
            throw Quit.wrong("max hops cannot be more than " + MOST_HOPS);
        }
        if (queries == 0 || queries > MOST_QUERIES) {
            throw Quit.wrong("no more than " + MOST_QUERIES + " probes per hop");
        }
        checkTimes();
        if (packetLength > LARGEST_PACKET) {
            throw Quit.wrong("too big packetlen " + packetLength + " specified");
        }
        if (gateways.size() > MOST_GATEWAYS) {
            throw Quit.wrong("Too many gateways specified. No more than " + MOST_GATEWAYS);
        }
        if (sourcePort != 0) {
            simultaneous = 1;
            hereFactor = 0;
            nearFactor = 0;
        }
        if (discoversMtu) {
            dontFragment = true;
            simultaneous = 1;
            packetLength = packetLength < 0 ? LARGEST_PACKET : packetLength;
        }
    }

    private void checkTimes() throws Quit {
        if (waitSeconds < 0 || hereFactor < 0 || nearFactor < 0) {
            throw Quit.wrong("bad wait specifications `" + shown(waitSeconds) + "," + shown(hereFactor) + ","
                    + shown(nearFactor) + "' used");
        }
        if (sendSeconds < 0) {
            throw Quit.wrong("bad sendtime `" + shown(sendSeconds) + "' specified");
        }
        if (sendSeconds >= 10) {
            sendSeconds /= 1000;
        }
    }

    private static String shown(double number) {
        return new java.math.BigDecimal(number)
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The options as {@code IP_OPTIONS} takes them: a loose source route by the gateways; empty without any. */
    byte[] ipOptions() {
        if (gateways.isEmpty()) {
            return new byte[0];
        }
        int hops = gateways.size() + 1;
        byte[] options = new byte[4 + 4 * hops];
        options[0] = 1;
        options[1] = (byte) 131;
        options[2] = (byte) (3 + 4 * hops);
        options[3] = 4;
        for (int i = 0; i < hops; i++) {
            Ipv4Address hop = i < gateways.size() ? gateways.get(i) : destination;
            for (int j = 0; j < 4; j++) {
                options[4 + 4 * i + j] = (byte) hop.octet(j);
            }
        }
        return options;
    }
}
