package dev.vethlab.tool.tracepath;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.PathMtuDiscovery;
import dev.vethlab.kernel.socket.SocketError;
import dev.vethlab.kernel.socket.UdpSocket;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.hosts.Hosts;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;

/** Tracepath at work: probes with a rising TTL whose errors tell the way and its MTU ({@code probe_ttl, recverr}). */
final class PathTrace {

    private static final int HOST_COLUMN = 52;
    private static final int MOST_PROBES = 10;
    private static final int TRIES = 3;
    private static final int HISTORY = 64;
    private static final int PROBE_HEADER = 24;
    private static final long SECOND = 1_000_000_000;

    /** The trace is at its end. */
    private static final int END = 0;

    private static final int NOTHING = -1;

    private final Process process;
    private final Machine machine;
    private final PathOptions options;
    private final UdpSocket socket;
    private final int[] sentHops = new int[HISTORY];
    private final long[] sentNs = new long[HISTORY];
    private int slot;
    private int ttl;
    private int mtu;
    private int hopsThere = -1;
    private int hopsBack = -1;

    PathTrace(Process process, PathOptions options) {
        this.process = process;
        this.machine = process.kernel().machine();
        this.options = options;
        this.socket = process.namespace().sockets().udp();
        this.mtu = options.mtu;
    }

    void run() throws Quit {
        socket.setPathMtuDiscovery(PathMtuDiscovery.DO);
        socket.receiveErrors();
        try {
            boolean ended = false;
            for (ttl = 1; ttl <= options.mostHops && !ended; ttl++) {
                setTtl();
                ended = hop();
            }
            if (!ended) {
                process.out("     Too many hops: pmtu " + mtu + "\n");
            }
        } finally {
            socket.close();
        }
        process.out("     Resume: pmtu " + mtu + " " + (hopsThere >= 0 ? "hops " + hopsThere + " " : "")
                + (hopsBack >= 0 ? "back " + hopsBack + " " : "") + "\n");
    }

    private void setTtl() throws Quit {
        try {
            socket.setTtl(ttl);
        } catch (KernelException refusal) {
            throw Quit.error("IP_TTL", refusal);
        }
    }

    /** Whether the trace is at its end. */
    private boolean hop() {
        int result = NOTHING;
        for (int i = 0; i < TRIES; i++) {
            int before = mtu;
            result = probe();
            if (mtu != before) {
                i = -1;
                continue;
            }
            if (result == END) {
                return true;
            }
            if (result > 0) {
                break;
            }
        }
        if (result < 0) {
            process.out(String.format("%2d:  no reply\n", ttl));
        }
        return false;
    }

    private int probe() {
        int tries = 0;
        while (tries < MOST_PROBES && !send()) {
            int result = readErrors();
            sentHops[slot] = 0;
            if (result == END) {
                return END;
            }
            tries = result > 0 ? 0 : tries + 1;
        }
        slot = (slot + 1) % HISTORY;
        if (tries == MOST_PROBES) {
            process.out(String.format("%2d:  send failed\n", ttl));
            return END;
        }
        machine.runUntil(machine.nowNs() + SECOND, () -> socket.isReadable() || socket.hasError());
        if (isAnswered()) {
            process.out(String.format("%2d?: reply received 8)\n", ttl));
            return END;
        }
        return readErrors();
    }

    private boolean isAnswered() {
        try {
            return socket.receive() != null;
        } catch (KernelException pending) {
            // The story is read from the error queue.
            return false;
        }
    }

    private boolean send() {
        byte[] data = new byte[Math.max(0, Math.min(mtu, 0x10400) - PathOptions.OVERHEAD)];
        if (data.length > 0) {
            data[0] = (byte) ttl;
        }
        sentHops[slot] = ttl;
        sentNs[slot] = machine.nowNs();
        try {
            socket.sendTo(options.destination, options.port + slot & 0xffff, Bytes.of(data));
            return true;
        } catch (KernelException refusal) {
            return false;
        }
    }

    /** Reads and tells all errors: the MTU when one was read, {@link #END}, or {@link #NOTHING}. */
    private int readErrors() {
        int progress = NOTHING;
        SocketError error;
        while ((error = socket.receiveError()) != null) {
            progress = mtu;
            if (!tell(error)) {
                return END;
            }
            progress = mtu;
        }
        return progress;
    }

    /** Tells one error; whether the trace goes on. */
    private boolean tell(SocketError error) {
        int from = error.destinationPort() - options.port;
        int hops = -1;
        long tookNs = -1;
        if (from >= 0 && from < HISTORY - 1 && sentHops[from] != 0) {
            hops = sentHops[from];
            tookNs = machine.nowNs() - sentNs[from];
            sentHops[from] = 0;
        }
        boolean local = error.origin() == SocketError.Origin.LOCAL;
        StringBuilder line = new StringBuilder();
        if (local) {
            line.append(String.format("%2d?: %-32s ", ttl, "[LOCALHOST]"));
        } else {
            boolean quotesAll =
                    error.data().length() >= PROBE_HEADER && error.data().at(0) != 0;
            hops = quotesAll ? error.data().at(0) : hops;
            line.append(String.format(hops > 0 ? "%2d:  " : "%2d?: ", hops > 0 ? hops : ttl));
            line.append(host(error.offender()));
        }
        if (tookNs >= 0) {
            line.append(String.format("%3d.%03dms ", tookNs / 1_000_000, tookNs % 1_000_000 / 1000));
        }
        boolean goesOn = end(line, error, hops, hopsLeft(local ? -1 : error.replyTtl()));
        process.out(line);
        return goesOn;
    }

    private static int hopsLeft(int replyTtl) {
        if (replyTtl <= 64) {
            return 65 - replyTtl;
        }
        return replyTtl <= 128 ? 129 - replyTtl : 256 - replyTtl;
    }

    private boolean end(StringBuilder line, SocketError error, int hops, int back) {
        switch (error.errno()) {
            case EMSGSIZE -> {
                mtu = error.info();
                line.append("pmtu ").append(mtu).append('\n');
                return true;
            }
            case ETIMEDOUT -> {
                line.append('\n');
                return true;
            }
            case ECONNREFUSED -> {
                line.append("reached\n");
                hopsThere = hops < 0 ? ttl : hops;
                hopsBack = back;
            }
            case EHOSTUNREACH -> {
                boolean expired = error.type() == IcmpMessage.TIME_EXCEEDED && error.code() == IcmpMessage.TTL_EXCEEDED;
                if (expired) {
                    boolean asymmetric = back >= 0 && back != (hops >= 0 ? hops : ttl);
                    line.append(asymmetric ? String.format("asymm %2d \n", back) : "\n");
                    return true;
                }
                line.append("!H\n");
            }
            case EPROTO -> line.append("!P\n");
            case ENETUNREACH -> line.append("!N\n");
            case EACCES -> line.append("!A\n");
            default -> {
                line.append('\n');
                process.err("tracepath: NET ERROR: " + error.errno().words() + "\n");
            }
        }
        return false;
    }

    private String host(Ipv4Address address) {
        String number = address.toString();
        String name = Hosts.name(address);
        String first = options.numeric ? number : name;
        String second = options.numeric ? options.both ? name : "" : options.both ? number : "";
        String shown = first + (options.both ? " (" + second + ")" : "");
        return shown + " ".repeat(Math.max(1, HOST_COLUMN - shown.length()));
    }
}
