package dev.vethlab.vswitch.action;

import dev.vethlab.kernel.netfilter.nat.NatManip;
import dev.vethlab.kernel.netfilter.nat.NatRange;
import java.util.Optional;

/**
 * How {@code ct} translates addresses ({@code struct ofpact_nat}).
 *
 * @param end which end of a new connection is changed, empty where only what is known of old ones is done
 * @param hashed whether ports are to be chosen by a hash, as they are without a word too
 */
public record NatSpec(Optional<NatManip> end, NatRange range, boolean hashed) {

    /** As a flow says it, and as the datapath does ({@code format_NAT}, {@code format_odp_ct_nat}). */
    public String text() {
        if (end.isEmpty()) {
            return "nat";
        }
        StringBuilder text = new StringBuilder(end.get() == NatManip.SOURCE ? "nat(src" : "nat(dst");
        if (range.hasAddress()) {
            text.append('=').append(range.first());
            text.append(range.first().equals(range.last()) ? "" : "-" + range.last());
            if (range.hasPort()) {
                text.append(':').append(range.firstPort());
                text.append(range.firstPort() == range.lastPort() ? "" : "-" + range.lastPort());
            }
            text.append(range.persistent() ? ",persistent" : "");
            text.append(hashed ? ",hash" : "");
            text.append(range.random() ? ",random" : "");
        }
        return text.append(')').toString();
    }
}
