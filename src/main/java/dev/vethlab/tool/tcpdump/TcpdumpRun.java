package dev.vethlab.tool.tcpdump;

import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.print.TcpdumpPrinter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A running tcpdump: it prints the packets of a capture that it has not printed yet. */
final class TcpdumpRun extends Activity {

    private static final long NS_A_SECOND = 1_000_000_000L;
    private static final long NS_A_MICROSECOND = 1_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Process process;
    private final TcpdumpOptions options;
    private final CaptureFilter filter;
    private final String device;
    private final TcpdumpPrinter printer = new TcpdumpPrinter();
    private long printed;
    private int captured;
    private int seen;
    private long firstNs = -1;
    private long lastNs = -1;

    /**
     * @param from the number of the last packet that it does not care for
     */
    TcpdumpRun(Process process, TcpdumpOptions options, CaptureFilter filter, String device, long from) {
        this.process = process;
        this.options = options;
        this.filter = filter;
        this.device = device;
        this.printed = from;
    }

    @Override
    public void catchUp() {
        Capture capture = process.kernel()
                .machine()
                .captures()
                .find(process.namespace().label(), device)
                .orElse(null);
        if (capture == null || hasEnded()) {
            return;
        }
        for (CapturedPacket packet : capture.packetsAfter(printed)) {
            printed = packet.number();
            boolean wanted = options.direction.isEmpty()
                    || options.direction.equals(packet.direction() == Direction.IN ? "in" : "out");
            if (wanted && Tcpdump.passes(filter, packet, capture.ethernet())) {
                seen++;
                print(packet, capture.ethernet());
                if (options.count > 0 && captured == options.count) {
                    finish();
                    return;
                }
            }
        }
    }

    private void print(CapturedPacket packet, boolean ethernet) {
        captured++;
        String text = ethernet
                ? printer.print(packet.frame())
                : printer.printRaw(Bytes.of(packet.frame().payload().encode()));
        if (options.showsLink && ethernet) {
            text = link(packet.frame()) + text.replaceFirst("^(IP6?|ARP,) ", "");
        }
        process.out(time(packet.atNs()) + text + "\n");
    }

    private static String link(EthernetFrame frame) {
        String name = switch (frame.type()) {
            case EthernetFrame.TYPE_IPV4 -> "IPv4";
            case EthernetFrame.TYPE_ARP -> "ARP";
            case EthernetFrame.TYPE_VLAN -> "802.1Q";
            case 0x86dd -> "IPv6";
            default -> "Unknown";
        };
        return String.format(
                "%s > %s, ethertype %s (0x%04x), length %d: ",
                frame.source(),
                frame.destination(),
                name,
                frame.type(),
                EthernetFrame.HEADER_LENGTH + frame.payload().length());
    }

    private String time(long atNs) {
        long now = process.kernel().machine().realTimeNs()
                - process.kernel().machine().nowNs()
                + atNs;
        Instant instant = Instant.ofEpochSecond(now / NS_A_SECOND, now % NS_A_SECOND);
        long since = switch (options.timeStyle) {
            case 3 -> lastNs;
            default -> firstNs;
        };
        firstNs = firstNs < 0 ? atNs : firstNs;
        lastNs = atNs;
        return switch (options.timeStyle) {
            case 0 -> TIME.format(instant) + " ";
            case 1 -> "";
            case 2 -> String.format("%d.%06d ", now / NS_A_SECOND, now % NS_A_SECOND / NS_A_MICROSECOND);
            case 4 -> DATE.format(instant) + " ";
            default -> difference(since < 0 ? 0 : atNs - since);
        };
    }

    private static String difference(long ns) {
        long seconds = ns / NS_A_SECOND;
        return String.format(
                " %02d:%02d:%02d.%06d ",
                seconds / 3600, seconds / 60 % 60, seconds % 60, ns % NS_A_SECOND / NS_A_MICROSECOND);
    }

    /** Ends by itself, with what it has counted. */
    void finish() {
        if (hasEnded()) {
            return;
        }
        process.err(captured + " packet" + (captured == 1 ? "" : "s") + " captured\n" + seen + " packet"
                + (seen == 1 ? "" : "s") + " received by filter\n0 packets dropped by kernel\n");
        end(0);
    }

    @Override
    public void signal(int number) {
        if (number == KILLED) {
            super.signal(number);
        } else if (!hasEnded()) {
            catchUp();
            if (!hasEnded()) {
                process.out("\n");
                finish();
            }
        }
    }

    @Override
    protected void release() {
        // Captures are the kernel's.
    }
}
