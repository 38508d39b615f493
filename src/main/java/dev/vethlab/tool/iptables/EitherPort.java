package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.Evaluation;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import java.util.ArrayList;
import java.util.List;

/** Whether one of the two ports is in a set ({@code multiport --ports}). */
record EitherPort(String header, NftSet set, boolean inverted) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        Outcome source = lookup("sport").run(evaluation);
        Outcome destination = lookup("dport").run(evaluation);
        boolean holds = source == Outcome.NEXT || destination == Outcome.NEXT;
        return holds != inverted ? Outcome.NEXT : Outcome.BREAK;
    }

    private SetLookup lookup(String field) {
        return new SetLookup(List.<Selector>of(HeaderField.of(header, field).orElseThrow()), false, set);
    }

    @Override
    public String text(TextStyle style) {
        return "";
    }

    static String translation(String header, List<String> ports) {
        List<String> pairs = new ArrayList<>();
        for (String port : ports) {
            pairs.add("0-65535 . " + port);
            pairs.add(port + " . 0-65535");
        }
        return header + " sport . " + header + " dport { " + String.join(", ", pairs) + " }";
    }
}
