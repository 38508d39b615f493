package dev.vethlab.kernel.netfilter.nftables;

import java.util.List;
import java.util.Map;

/**
 * Something of a table that has a name, and that rules share ({@code struct nft_object}).
 *
 * @param measure what counts or limits; a statement without effect for the kinds that only describe
 * @param properties what it says besides, in the order in which it is written
 */
public record NamedObject(
        Kind kind, String name, long handle, String comment, Statement measure, Map<String, Object> properties) {

    /** What it can be, by the words for it. */
    public enum Kind {
        COUNTER("counter"),
        QUOTA("quota"),
        LIMIT("limit"),
        HELPER("ct helper"),
        TIMEOUT("ct timeout"),
        EXPECTATION("ct expectation"),
        SYNPROXY("synproxy");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** Whether it remembers something of the packets that pass. */
        public boolean isMeasure() {
            return this == COUNTER || this == QUOTA || this == LIMIT;
        }
    }

    /** One that counts or limits. */
    public static NamedObject measure(Kind kind, String name, long handle, String comment, StatefulStatement measure) {
        return new NamedObject(kind, name, handle, comment, measure, Map.of());
    }

    /** One that only describes: what a lab does not do is kept and shown. */
    public static NamedObject description(Kind kind, String name, long handle, Map<String, Object> properties) {
        return new NamedObject(kind, name, handle, "", new InertStatement(""), properties);
    }

    /** What it says of itself, a line each, as {@code nft} writes it. */
    public List<String> lines(TextStyle style) {
        if (kind == Kind.COUNTER && !style.stateful()) {
            return List.of();
        }
        if (kind.isMeasure()) {
            return List.of(measure.text(style).substring(kind.word.length() + 1));
        }
        return properties.entrySet().stream()
                .map(property -> property.getKey().equals("")
                        ? property.getValue().toString()
                        : property.getKey() + " " + property.getValue())
                .toList();
    }

    /** Begins to count anew. */
    public void reset() {
        if (measure instanceof CounterStatement counter) {
            counter.reset();
        } else if (measure instanceof QuotaStatement quota) {
            quota.reset();
        }
    }
}
