package dev.vethlab.tool.ping;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.Datagram;
import dev.vethlab.kernel.socket.RawSocket;
import dev.vethlab.kernel.socket.SocketError;
import dev.vethlab.tool.hosts.Hosts;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import java.util.ArrayList;
import java.util.List;

/** What comes back: replies, ICMP messages and errors, counted and printed ({@code ping4_parse_reply}, {@code gather_statistics}). */
final class Replies {

    /** What {@link #readError} gives for an error that is not about a request of ours. */
    static final int FOREIGN = 0;

    private static final int MOST_REPORTED = 5_000;
    private static final int TIMEVAL = 16;
    private static final int ICMP_HEADER = 8;
    private static final long SECOND = 1_000_000_000;

    int rttAddend;

    private final Machine machine;
    private final Console console;
    private final PingOptions options;
    private final PingSetup setup;
    private final Counters counters;
    private final byte[] sent;
    private final OptionLines optionLines;
    private final List<PingReport.Reply> reported = new ArrayList<>();

    Replies(Machine machine, Console console, PingOptions options, PingSetup setup, Counters counters, byte[] sent) {
        this.machine = machine;
        this.console = console;
        this.options = options;
        this.setup = setup;
        this.counters = counters;
        this.sent = sent;
        this.optionLines = new OptionLines(this::shown, options.flood);
    }

    /** An address, with its name unless numbers are wanted ({@code pr_addr}). */
    private String shown(Ipv4Address address) {
        return options.numeric ? address.toString() : Hosts.name(address) + " (" + address + ")";
    }

    /** What {@code -D} puts before a line. */
    String timeStamp() {
        if (!options.printsTime) {
            return "";
        }
        long now = machine.realTimeNs();
        return String.format("[%d.%06d] ", now / SECOND, now % SECOND / 1000);
    }

    private boolean isOurs(int identifier) {
        return !setup.raw || identifier == options.identifier;
    }

    /** Takes one received packet. */
    void accept(Datagram datagram) {
        Ipv4Packet packet = datagram.packet();
        if (!(packet.payload() instanceof IcmpMessage message)) {
            return;
        }
        if (message.type() == IcmpMessage.ECHO_REPLY) {
            if (isOurs(message.identifier())) {
                reply(datagram, packet, message);
            }
        } else if (message.isError()) {
            about(packet, message);
        } else if (message.type() != IcmpMessage.ECHO_REQUEST) {
            other(packet, message);
        }
    }

    private void reply(Datagram datagram, Ipv4Packet packet, IcmpMessage message) {
        counters.acknowledge(message.sequence());
        long us = roundTrip(datagram, message.payload());
        if (us >= 0) {
            counters.time(us);
            if (options.adaptive) {
                adapt();
            }
        }
        boolean duplicate = counters.countReply(message.sequence());
        if (reported.size() < MOST_REPORTED) {
            reported.add(new PingReport.Reply(
                    message.sequence(), packet.source(), message.length(), packet.ttl(), us, duplicate));
        }
        if (options.quiet) {
            return;
        }
        if (options.flood) {
            console.print(options.audible ? "\b \b\u0007" : "\b \b");
            return;
        }
        printReply(packet, message, us, duplicate);
    }

    /** In microseconds, -1 for a packet that does not carry the time. */
    private long roundTrip(Datagram datagram, Payload payload) {
        if (options.length < TIMEVAL || !(payload instanceof Bytes data) || data.length() < TIMEVAL) {
            return -1;
        }
        long atNs = machine.realTimeNs(options.latency ? machine.nowNs() : datagram.atNs());
        long us = (atNs / SECOND - littleEndian(data, 0)) * 1_000_000 + atNs % SECOND / 1000 - littleEndian(data, 8);
        return Math.max(0, us);
    }

    private static long littleEndian(Bytes data, int at) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | data.at(at + i);
        }
        return value;
    }

    private void printReply(Ipv4Packet packet, IcmpMessage message, long us, boolean duplicate) {
        StringBuilder line = new StringBuilder(timeStamp());
        line.append(message.length())
                .append(" bytes from ")
                .append(shown(packet.source()))
                .append(':');
        line.append(" icmp_seq=").append(message.sequence());
        if (options.verbose && options.identifier != -1) {
            line.append(" ident=").append(options.identifier);
        }
        line.append(" ttl=").append(packet.ttl());
        if (message.length() < options.length + ICMP_HEADER) {
            console.print(line.append(" (truncated)\n"));
            return;
        }
        if (options.length >= TIMEVAL) {
            line.append(" time=").append(milliseconds(Math.max(0, us))).append(" ms");
        }
        boolean expected = setup.multicast;
        if (duplicate && (!expected || options.verbose)) {
            line.append(" (DUP!)");
        }
        if (!expected && !packet.source().equals(setup.destination)) {
            line.append(" (DIFFERENT ADDRESS!)");
        }
        compare(line, message.payload());
        if (options.audible) {
            line.append('\u0007');
        }
        console.print(line.append(optionLines.of(packet.options())).append('\n'));
    }

    /** A time with as many digits as its size deserves. */
    private static String milliseconds(long us) {
        if (us >= 100_000 - 50) {
            return String.valueOf((us + 500) / 1000);
        }
        if (us >= 10_000 - 5) {
            return (us + 50) / 1000 + "." + (us + 50) % 1000 / 100;
        }
        if (us >= 1000) {
            return fraction((us + 5) / 1000, (us + 5) % 1000 / 10, 2);
        }
        return fraction(us / 1000, us % 1000, 3);
    }

    static String fraction(long whole, long parts, int digits) {
        String shown = String.valueOf(parts);
        return whole + "." + "0".repeat(Math.max(0, digits - shown.length())) + shown;
    }

    private void compare(StringBuilder line, Payload payload) {
        if (!(payload instanceof Bytes data)) {
            return;
        }
        for (int i = TIMEVAL; i < Math.min(options.length, data.length()); i++) {
            if (data.at(i) != (sent[i] & 0xff)) {
                line.append(String.format(
                        "\nwrong data byte #%d should be 0x%x but was 0x%x", i, sent[i] & 0xff, data.at(i)));
                for (int j = TIMEVAL; j < options.length; j++) {
                    if (j % 32 == TIMEVAL) {
                        line.append("\n#").append(j).append('\t');
                    }
                    line.append(Integer.toHexString(data.at(j))).append(' ');
                }
                return;
            }
        }
    }

    /** An ICMP error that came as a packet; those that end a request are told by the error queue. */
    private void about(Ipv4Packet packet, IcmpMessage message) {
        if (!(message.payload() instanceof Bytes bytes)) {
            return;
        }
        Ipv4Packet quoted = Ipv4Packet.parseQuoted(bytes).orElse(null);
        if (quoted == null || !(quoted.payload() instanceof Bytes data) || data.length() < ICMP_HEADER) {
            return;
        }
        boolean ours = data.at(0) == IcmpMessage.ECHO_REQUEST
                && quoted.destination().equals(setup.destination)
                && isOurs(data.u16(4));
        if (!ours) {
            return;
        }
        if (message.type() != IcmpMessage.REDIRECT && message.type() != IcmpMessage.SOURCE_QUENCH) {
            counters.acknowledge(data.u16(6));
        } else if (!options.quiet && !options.flood) {
            String gateway = message.type() == IcmpMessage.REDIRECT ? shown(message.gateway()) : "";
            console.print(timeStamp() + "From " + shown(packet.source()) + ": icmp_seq=" + data.u16(6) + " "
                    + IcmpText.of(message.type(), message.code(), message.rest() >>> 24, gateway) + "\n"
                    + (options.verbose ? QuotedHeader.text(bytes, optionLines) : ""));
        }
    }

    private void other(Ipv4Packet packet, IcmpMessage message) {
        if (options.flood && !options.verbose && !options.quiet) {
            console.print("!E");
        } else if (options.verbose) {
            String time = timeStamp().replace("[", "").replace("]", "");
            console.print(time + "From " + shown(packet.source()) + ": "
                    + IcmpText.of(message.type(), message.code(), message.rest() & 0xffff_ffffL, "") + "\n");
        }
    }

    /**
     * Reads one error from the socket's queue ({@code ping4_receive_error_msg}).
     *
     * @return 1 for an ICMP error about a request of ours, -1 for a local error or an empty queue, {@link #FOREIGN}
     */
    int readError() {
        SocketError error = setup.socket.receiveError();
        if (error == null) {
            return -1;
        }
        if (error.origin() == SocketError.Origin.LOCAL) {
            local(error);
            return -1;
        }
        Bytes data = error.data();
        if (data.length() < ICMP_HEADER
                || !error.destination().equals(setup.destination)
                || data.at(0) != IcmpMessage.ECHO_REQUEST
                || !isOurs(data.u16(4))) {
            return FOREIGN;
        }
        counters.acknowledge(data.u16(6));
        if (setup.socket instanceof RawSocket raw) {
            raw.setIcmpFilter(~PingSetup.WANTED_LATER);
        }
        counters.errors++;
        if (!options.quiet) {
            printError(error, data.u16(6));
        }
        return 1;
    }

    private void local(SocketError error) {
        if (options.quiet) {
            return;
        }
        if (options.flood) {
            console.print("E");
        } else if (error.errno() == dev.vethlab.kernel.errno.Errno.EMSGSIZE) {
            console.warn("local error: message too long, mtu=" + error.info());
        } else {
            console.warn("local error: " + error.errno().words());
        }
        counters.errors++;
    }

    private void printError(SocketError error, int sequence) {
        if (options.flood) {
            console.print("\bE");
            return;
        }
        String gateway = error.type() == IcmpMessage.REDIRECT ? shown(new Ipv4Address(error.info())) : "";
        console.print(timeStamp() + "From " + shown(error.offender()) + " icmp_seq=" + sequence + " "
                + IcmpText.of(error.type(), error.code(), error.info() & 0xffff_ffffL, gateway) + "\n");
    }

    /** Makes the interval follow the round trips ({@code update_interval}). */
    void adapt() {
        int estimate = counters.average != 0 ? counters.average / 8 : options.intervalMs * 1000;
        options.intervalMs = (estimate + rttAddend + 500) / 1000;
    }

    PingReport report(long startNs, long lastSendNs) {
        boolean timed = counters.received > 0 && options.length >= TIMEVAL;
        PingReport.RoundTrips times = timed
                ? new PingReport.RoundTrips(
                        counters.minUs, counters.averageUs(), counters.maxUs, counters.deviationUs())
                : new PingReport.RoundTrips(0, 0, 0, 0);
        double loss = counters.transmitted == 0
                ? 0
                : (counters.transmitted - counters.received) * 100.0 / counters.transmitted;
        return new PingReport(
                setup.destination,
                counters.transmitted,
                counters.received,
                counters.errors,
                counters.repeats,
                loss,
                Math.max(0, lastSendNs - startNs),
                times,
                List.copyOf(reported));
    }
}
