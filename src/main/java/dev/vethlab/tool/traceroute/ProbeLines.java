package dev.vethlab.tool.traceroute;

import dev.vethlab.tool.hosts.Hosts;
import java.util.Locale;
import java.util.Objects;

/** What is printed of each probe, in order ({@code print_probe}). */
final class ProbeLines {

    private final Probe[] probes;
    private final int perHop;
    private final TraceOptions options;

    ProbeLines(Probe[] probes, int perHop, TraceOptions options) {
        this.probes = probes;
        this.perHop = perHop;
        this.options = options;
    }

    String of(int index) {
        Probe probe = probes[index];
        StringBuilder text = new StringBuilder();
        if (index % perHop == 0) {
            text.append(String.format("\n%2d ", index / perHop + 1));
        }
        if (probe.answeredBy == null) {
            text.append(" *");
        } else if (isNews(index)) {
            text.append(' ').append(options.numeric ? "" : Hosts.name(probe.answeredBy) + " (");
            text.append(probe.answeredBy).append(options.numeric ? "" : ")");
            int back = hops(probe.answerTtl);
            if (options.backward && probe.answerTtl != 0 && back != index / perHop + 1) {
                text.append(" '-").append(back).append('\'');
            }
        }
        if (probe.receivedNs != Probe.NEVER) {
            text.append(String.format(Locale.ROOT, "  %.3f ms", probe.tookNs() / 1000 / 1000.0));
        }
        return probe.note.isEmpty()
                ? text.toString()
                : text.append(' ').append(probe.note).toString();
    }

    /** Whether the address has to be told, as it differs from that of the last answer of the same hop. */
    private boolean isNews(int index) {
        int first = index - index % perHop;
        int before = index - 1;
        while (before >= first && probes[before].answeredBy == null) {
            before--;
        }
        return before < first
                || !Objects.equals(probes[before].answeredBy, probes[index].answeredBy)
                || options.backward && probes[before].answerTtl != probes[index].answerTtl;
    }

    /** How far away a sender is, to judge by what is left of the TTL. */
    static int hops(int ttl) {
        if (ttl <= 64) {
            return 65 - ttl;
        }
        return ttl <= 128 ? 129 - ttl : 256 - ttl;
    }
}
