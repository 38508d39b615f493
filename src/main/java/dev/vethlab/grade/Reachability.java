package dev.vethlab.grade;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.explain.diagnosis.Causes;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.EventLimitException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.UdpSocket;
import dev.vethlab.lab.LabSession;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.PingRun;
import dev.vethlab.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whether packets get from one place to another. */
final class Reachability {

    private static final long PATIENCE_NS = 3_000_000_000L;
    private static final Bytes DATAGRAM = Bytes.of("vethlab".getBytes(StandardCharsets.US_ASCII));

    private Reachability() {}

    static Finding ping(LabSession session, PingRequest request, boolean expected) {
        if (Places.find(session.kernel(), request.place()).isEmpty()) {
            return Finding.of(false, expected, Places.missing(request.place()), "");
        }
        PingRun run = session.ping(request);
        boolean answered = run.result().exitCode() == 0;
        String evidence = run.result().stdout() + run.result().stderr();
        return Finding.of(answered, expected, words(run, answered), evidence);
    }

    private static String words(PingRun run, boolean answered) {
        String counts = run.report()
                .map(report -> report.received() + " of " + report.transmitted() + " pings were answered")
                .orElse("ping could not send anything");
        return answered
                ? counts
                : counts + Causes.first(run).map(cause -> ": " + cause).orElse("");
    }

    static Finding udp(LabSession session, Check.Connection wanted, boolean expected) {
        Optional<Namespace> from = Places.find(session.kernel(), Places.orHost(wanted.namespace()));
        Optional<Ipv4Address> to = Ipv4Address.parse(wanted.destination());
        if (from.isEmpty() || to.isEmpty()) {
            return Finding.of(
                    false,
                    expected,
                    from.isEmpty()
                            ? Places.missing(Places.orHost(wanted.namespace()))
                            : "\"" + wanted.destination() + "\" is no IPv4 address",
                    "");
        }
        for (Namespace namespace : session.kernel().all()) {
            boolean holds = namespace.net().devices().all().stream()
                    .map(device -> namespace.inet().of(device))
                    .anyMatch(inet -> inet != null && inet.hasLocal(to.get()));
            if (holds) {
                return send(session, wanted, from.get(), namespace, to.get(), expected);
            }
        }
        return Finding.of(false, expected, "nobody has the address " + to.get(), "");
    }

    private static Finding send(
            LabSession session,
            Check.Connection wanted,
            Namespace from,
            Namespace to,
            Ipv4Address address,
            boolean expected) {
        Machine machine = session.kernel().machine();
        UdpSocket listener = to.sockets().udp();
        UdpSocket sender = from.sockets().udp();
        try {
            listener.bind(Ipv4Address.ANY, wanted.port());
            if (wanted.sourceAddress() != null) {
                sender.bind(Ipv4Address.parse(wanted.sourceAddress()).orElse(Ipv4Address.ANY), 0);
            }
            sender.sendTo(address, wanted.port(), DATAGRAM);
            boolean arrived = machine.runUntil(machine.nowNs() + PATIENCE_NS, listener::isReadable);
            return Finding.of(
                    arrived,
                    expected,
                    "a datagram to " + address + " port " + wanted.port() + (arrived ? " arrived" : " did not arrive"),
                    "");
        } catch (KernelException refused) {
            return Finding.of(
                    false,
                    expected,
                    "a datagram could not be sent: " + refused.errno().words(),
                    "");
        } catch (EventLimitException endless) {
            return Finding.failed("stopped: " + endless.getMessage());
        } finally {
            listener.close();
            sender.close();
        }
    }
}
