package dev.vethlab.tool.tcpdump;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Service;
import java.util.List;

/**
 * The program {@code tcpdump}. In the background it prints what passes from then on; in the foreground, where nothing would pass
 * meanwhile, what the capture of the interface holds already, and says so.
 */
public final class Tcpdump implements Service {

    @Override
    public String name() {
        return "tcpdump";
    }

    @Override
    public Activity start(Process process, List<String> arguments) {
        try {
            return begin(process, TcpdumpOptions.parse(process, arguments), true);
        } catch (TcpdumpOptions.Quit quit) {
            return Activity.over(quit.status());
        }
    }

    @Override
    public int run(Process process, List<String> arguments) {
        try {
            TcpdumpRun run = begin(process, TcpdumpOptions.parse(process, arguments), false);
            run.catchUp();
            run.finish();
            process.err("lab: this is what has been captured so far; with & behind it tcpdump shows what comes\n");
            return run.exitCode();
        } catch (TcpdumpOptions.Quit quit) {
            return quit.status();
        }
    }

    private static TcpdumpRun begin(Process process, TcpdumpOptions options, boolean live) throws TcpdumpOptions.Quit {
        NetDevice device = options.device();
        CaptureFilter filter = options.filter(device);
        process.err("tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\nlistening on "
                + device.name() + ", link-type " + (device.kind().equals("tun") ? "RAW (Raw IP)" : "EN10MB (Ethernet)")
                + ", snapshot length 262144 bytes\n");
        if (!options.numeric) {
            process.err("lab: addresses and ports are shown as numbers, as with -nn\n");
        }
        long from = live ? process.kernel().machine().captures().lastNumber() : 0;
        return new TcpdumpRun(process, options, filter, device.name(), from);
    }

    /** Whether a captured packet passes a filter. */
    static boolean passes(CaptureFilter filter, CapturedPacket packet, boolean ethernet) {
        boolean in = packet.direction() == dev.vethlab.kernel.trace.Direction.IN;
        return filter.matches(
                ethernet ? packet.frame() : packet.frame().payload(),
                in ? dev.vethlab.tool.pcap.Direction.INBOUND : dev.vethlab.tool.pcap.Direction.OUTBOUND);
    }
}
