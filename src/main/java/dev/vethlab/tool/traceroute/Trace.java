package dev.vethlab.tool.traceroute;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.Datagram;
import dev.vethlab.kernel.socket.SocketError;
import dev.vethlab.tool.Process;
import dev.vethlab.wire.IcmpMessage;
import org.jspecify.annotations.Nullable;

/** A trace at work: which probe to send when, how long to wait, what to make of answers ({@code do_it}). */
final class Trace implements ProbeMethod.Receiver {

    private static final int USUAL_DATA = 40;
    private static final int IP_HEADER = 20;
    private static final double SECOND = 1e9;

    private final Process process;
    private final Machine machine;
    private final TraceOptions options;
    private final ProbeMethod method;
    private final Probe[] probes;
    private final int perHop;
    private final int headerLength;
    private final Waiting waiting;
    private int dataLength;

    Trace(Process process, TraceOptions options, ProbeMethod method) {
        this.process = process;
        this.machine = process.kernel().machine();
        this.options = options;
        this.method = method;
        this.perHop = (int) options.queries;
        this.probes = new Probe[(int) options.mostHops * perHop];
        for (int i = 0; i < probes.length; i++) {
            probes[i] = new Probe();
        }
        this.waiting = new Waiting(probes, perHop, options);
        this.headerLength = IP_HEADER + options.ipOptions().length + method.headerLength();
    }

    void run() throws Quit {
        if (options.packetLength < 0) {
            dataLength = USUAL_DATA - method.headerLength();
        } else {
            dataLength = (int) Math.max(0, options.packetLength - headerLength);
        }
        dataLength = method.start(dataLength);
        process.out("traceroute to " + options.hostName + " (" + options.destination + "), " + options.mostHops
                + " hops max, " + (headerLength + dataLength) + " byte packets");
        trace();
        process.out("\n");
    }

    private void trace() throws Quit {
        ProbeLines lines = new ProbeLines(probes, perHop, options);
        int start = (int) (options.firstHop - 1) * perHop;
        int end = probes.length;
        long lastSentNs = Probe.NEVER;
        while (start < end) {
            long nextNs = Probe.NEVER;
            long nowNs = machine.nowNs();
            int inFlight = 0;
            for (int n = start; n < end; n++) {
                Probe probe = probes[n];
                if (n == start && !probe.done && probe.sentNs != Probe.NEVER) {
                    long expiresNs = probe.sentNs + (long) (waiting.seconds(n) * SECOND);
                    if (expiresNs > nowNs) {
                        nextNs = expiresNs;
                    } else {
                        probe.finish();
                        waiting.expired(n);
                    }
                }
                if (probe.done) {
                    if (n == start) {
                        process.out(lines.of(n));
                        start++;
                    }
                    if (probe.isFinal) {
                        end = (n / perHop + 1) * perHop;
                    }
                    continue;
                }
                if (probe.sentNs == Probe.NEVER) {
                    long mayNs = lastSentNs + (long) (options.sendSeconds * SECOND);
                    if (options.sendSeconds > 0 && lastSentNs != Probe.NEVER && mayNs > nowNs) {
                        nextNs = mayNs;
                        break;
                    }
                    method.send(probe, n / perHop + 1, dataLength);
                    if (probe.sentNs == Probe.NEVER) {
                        if (nextNs != Probe.NEVER) {
                            break;
                        }
                        throw Quit.failed("send probe", new KernelException(Errno.ENOBUFS));
                    }
                    lastSentNs = probe.sentNs;
                }
                if (nextNs == Probe.NEVER) {
                    nextNs = probe.sentNs + (long) (waiting.seconds(n) * SECOND);
                }
                if (++inFlight >= options.simultaneous) {
                    break;
                }
            }
            if (nextNs != Probe.NEVER) {
                machine.runUntil(Math.max(nextNs, machine.nowNs()), method::hasEvent);
                method.poll(this);
            }
        }
    }

    @Override
    public void answered(Probe probe, Datagram datagram) {
        probe.answeredBy = datagram.packet().source();
        probe.receivedNs = datagram.atNs();
        probe.answerTtl = datagram.packet().ttl();
        probe.finish();
    }

    @Override
    public void failed(@Nullable Probe known, SocketError error) throws Quit {
        Probe probe = known;
        boolean local = error.origin() == SocketError.Origin.LOCAL;
        if (probe == null) {
            probe = probes[(int) (options.firstHop - 1) * perHop];
            if (!local || !options.dontFragment || probe.done) {
                return;
            }
        }
        if (!local && (error.type() == IcmpMessage.SOURCE_QUENCH || error.type() == IcmpMessage.REDIRECT)) {
            return;
        }
        probe.receivedNs = error.atNs();
        probe.answerTtl = error.replyTtl();
        if (local) {
            if (error.errno() != Errno.EMSGSIZE || error.info() == 0) {
                throw Quit.failed("local recverr", new KernelException(error.errno()));
            }
            probe.note += "!F-" + error.info();
            probe.isFinal = true;
        } else {
            Ipv4Address offender = error.offender();
            probe.answeredBy = offender;
            probe.note += IcmpNote.of(error);
            probe.isFinal |= IcmpNote.ends(error);
        }
        boolean narrower =
                options.discoversMtu && error.info() >= headerLength && error.info() < headerLength + dataLength;
        probe.finish();
        if (narrower) {
            dataLength = error.info() - headerLength;
            probe.clear();
            probe.note = "F=" + error.info();
        }
    }
}
