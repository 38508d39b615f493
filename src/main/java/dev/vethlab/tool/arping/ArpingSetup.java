package dev.vethlab.tool.arping;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.kernel.socket.UdpSocket;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.hosts.Hosts;
import java.util.Optional;

/**
 * What is found out before the first probe: the target's address, the device that leads there, and one's own address.
 *
 * @param source 0.0.0.0 where duplicates are looked for
 */
record ArpingSetup(Ipv4Address target, NetDevice device, Ipv4Address source) {

    private static final int ANY_PORT = 1025;

    /**
     * @throws Quit where the kernel or the command line does not let it be
     */
    static ArpingSetup of(Process process, ArpingOptions options) throws Quit {
        Ipv4Address target = target(options.target());
        String name = options.device().isPresent() ? options.device().get() : guessDevice(process, target);
        NetDevice device = device(process, options, name);
        return new ArpingSetup(target, device, source(process, options, target, name));
    }

    private static Ipv4Address target(String word) throws Quit {
        Optional<Ipv4Address> number = Ipv4Address.parseInetAton(word);
        Optional<Ipv4Address> target = number.isPresent() ? number : Hosts.resolve(word);
        return target.orElseThrow(() -> Quit.complaining(2, word + ": Name or service not known"));
    }

    /** {@code guess_device}: the device of the route. */
    private static String guessDevice(Process process, Ipv4Address target) throws Quit {
        try {
            return process.namespace().fib().output(Flow.to(target)).device().name();
        } catch (KernelException noRoute) {
            process.refused(noRoute);
            throw Quit.complaining(1, "NETLINK_ROUTE unexpected iov element");
        }
    }

    /** {@code check_device}; getifaddrs asks the kernel for all links. */
    private static NetDevice device(Process process, ArpingOptions options, String name) throws Quit {
        new Links(process.namespace().net()).dump();
        NetDevice device = process.namespace()
                .net()
                .devices()
                .byName(name)
                .filter(found -> found.name().equals(name))
                .orElseThrow(() -> Quit.complaining(2, "Device " + name + " not available."));
        if (!device.isUp()) {
            throw unfit(options, name, "down", 2);
        }
        if ((device.flags() & (DeviceFlags.IFF_NOARP | DeviceFlags.IFF_LOOPBACK)) != 0) {
            throw unfit(options, name, "not ARPable", options.duplicates() ? 0 : 2);
        }
        return device;
    }

    private static Quit unfit(ArpingOptions options, String name, String how, int code) {
        return Quit.saying(code, options.quiet() ? "" : "Interface \"" + name + "\" is " + how + "\n");
    }

    private static Ipv4Address source(Process process, ArpingOptions options, Ipv4Address target, String device)
            throws Quit {
        Ipv4Address source = Ipv4Address.ANY;
        if (options.source().isPresent()) {
            String word = options.source().get();
            source = Ipv4Address.parseInetAton(word).orElseThrow(() -> Quit.complaining(2, "invalid source " + word));
        } else if (options.duplicates()) {
            return source;
        } else if (options.unsolicited()) {
            source = target;
        }
        boolean given = options.source().isPresent() || !source.isAny();
        if (!given && options.unsolicited()) {
            return target;
        }
        UdpSocket probe = process.namespace().sockets().udp();
        try {
            return given ? bound(process, probe, device, source) : connected(process, probe, device, target);
        } finally {
            probe.close();
        }
    }

    /** One's own address must be one's own. */
    private static Ipv4Address bound(Process process, UdpSocket probe, String device, Ipv4Address source) throws Quit {
        try {
            probe.bindToDevice(device);
            probe.bind(source, 0);
            return source;
        } catch (KernelException refusal) {
            throw refused(process, "bind", refusal);
        }
    }

    /** The address that the kernel would take. */
    private static Ipv4Address connected(Process process, UdpSocket probe, String device, Ipv4Address target)
            throws Quit {
        try {
            probe.bindToDevice(device);
            probe.setDontRoute();
            probe.connect(target, ANY_PORT);
            return probe.localAddress();
        } catch (KernelException refusal) {
            throw refused(process, "connect", refusal);
        }
    }

    private static Quit refused(Process process, String call, KernelException refusal) {
        process.refused(refusal);
        return Quit.complaining(2, call + ": " + refusal.errno().words());
    }
}
