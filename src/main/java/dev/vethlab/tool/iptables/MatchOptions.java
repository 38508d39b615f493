package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.ExtensionStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of a match as they were given. */
class MatchOptions {

    final String name;
    final Map<String, String> given;
    final Map<String, Boolean> inverted;

    MatchOptions(String name) {
        this.name = name;
        this.given = new LinkedHashMap<>();
        this.inverted = new LinkedHashMap<>();
    }

    MatchOptions(MatchOptions other) {
        this.name = other.name;
        this.given = other.given;
        this.inverted = other.inverted;
    }

    final String bang(String option) {
        return Boolean.TRUE.equals(inverted.get(option)) ? "! " : "";
    }

    final boolean not(String option) {
        return Boolean.TRUE.equals(inverted.get(option));
    }

    final Comparison.Operator operator(String option) {
        return not(option) ? Comparison.Operator.NOT : Comparison.Operator.IMPLICIT;
    }

    static List<Statement> extension(String translation, Statement... parts) {
        return List.of(new ExtensionStatement(List.of(parts), false, translation));
    }
}
