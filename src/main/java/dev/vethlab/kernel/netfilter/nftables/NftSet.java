package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.machine.Machine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set or a map ({@code struct nft_set}). */
public final class NftSet {

    /** How many elements rules may add to a set of no size of its own. */
    private static final int MOST_DYNAMIC = 0xffff;

    /**
     * One element.
     *
     * @param key a value for each part of the key
     * @param data what a map maps it to; null in a set
     * @param verdict what a verdict map maps it to; null elsewhere
     * @param timeoutMs how long it stays, 0 for the set's own time
     * @param expiresNs when it goes, 0 for never
     * @param state what it remembers by itself; null for nothing
     */
    public record Element(
            List<Value> key,
            @Nullable Value data,
            @Nullable Verdict verdict,
            long timeoutMs,
            long expiresNs,
            String comment,
            @Nullable StatefulStatement state) {

        public Element(
                List<Value> key,
                @Nullable Value data,
                @Nullable Verdict verdict,
                long timeoutMs,
                long expiresNs,
                String comment) {
            this(key, data, verdict, timeoutMs, expiresNs, comment, null);
        }

        boolean holds(Evaluation evaluation) {
            for (int i = 0; i < key.size(); i++) {
                if (!key.get(i).holds(evaluation, i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final String name;
    private final List<DataType> keyTypes;
    private final @Nullable DataType dataType;
    private final Machine machine;
    private final List<Element> elements = new ArrayList<>();
    private final Set<String> flags = new LinkedHashSet<>();

    /** How its key was written, where by {@code typeof}; else empty. */
    public String typeOf = "";

    public String comment = "";
    public long timeoutMs;
    public long gcIntervalMs;
    public long size;
    public boolean autoMerge;
    public boolean hasPolicyMemory;
    public long handle;

    /** What each of its elements is to remember; null for nothing. */
    public @Nullable StatefulStatement state;

    /** Whether it is a meter: a rule made it, and it is listed with those alone. */
    public boolean isMeter;

    /** How many rules refer to it. */
    public int users;

    /**
     * @param name empty for the set of one rule
     * @param dataType what a map maps to; null for a set
     */
    public NftSet(Machine machine, String name, List<DataType> keyTypes, @Nullable DataType dataType) {
        this.machine = machine;
        this.name = name;
        this.keyTypes = List.copyOf(keyTypes);
        this.dataType = dataType;
    }

    public String name() {
        return name;
    }

    public boolean isAnonymous() {
        return name.isEmpty();
    }

    public boolean isMap() {
        return dataType != null;
    }

    public List<DataType> keyTypes() {
        return keyTypes;
    }

    public @Nullable DataType dataType() {
        return dataType;
    }

    /** A rule adds elements to it: there is an end to that ({@code nft_dynset_init}). */
    void limit() {
        size = size == 0 ? MOST_DYNAMIC : size;
    }

    /** {@code constant}, {@code interval}, {@code timeout}, {@code dynamic}. */
    public Set<String> flags() {
        return flags;
    }

    public boolean isInterval() {
        return flags.contains("interval");
    }

    /** The elements that have not expired. */
    public List<Element> elements() {
        sweep();
        return elements;
    }

    private void sweep() {
        if (!elements.isEmpty() && (timeoutMs != 0 || flags.contains("timeout"))) {
            long now = machine.nowNs();
            elements.removeIf(element -> element.expiresNs() != 0 && element.expiresNs() <= now);
        }
    }

    public void add(Element element) {
        elements.add(element);
    }

    public void remove(Element element) {
        elements.remove(element);
    }

    public void replaceAll(List<Element> newElements) {
        elements.clear();
        elements.addAll(newElements);
    }

    /** The same set with some of its elements, for showing. */
    public NftSet with(List<Element> some) {
        NftSet shown = new NftSet(machine, name, keyTypes, dataType);
        shown.typeOf = typeOf;
        shown.comment = comment;
        shown.state = state;
        shown.timeoutMs = timeoutMs;
        shown.gcIntervalMs = gcIntervalMs;
        shown.size = size;
        shown.autoMerge = autoMerge;
        shown.hasPolicyMemory = hasPolicyMemory;
        shown.handle = handle;
        shown.isMeter = isMeter;
        shown.flags.addAll(flags);
        shown.elements.addAll(some);
        return shown;
    }

    long expiry(long ownTimeoutMs) {
        long milliseconds = ownTimeoutMs != 0 ? ownTimeoutMs : timeoutMs;
        return milliseconds == 0 ? 0 : machine.nowNs() + milliseconds * 1_000_000L;
    }

    /** An element as it is when it is added now. */
    public Element timed(Element element) {
        return new Element(
                element.key(),
                element.data(),
                element.verdict(),
                element.timeoutMs(),
                expiry(element.timeoutMs()),
                element.comment(),
                element.state() == null && state != null ? state.renewed(machine.nowNs()) : element.state());
    }

    /** How long an element stays, in milliseconds. */
    public long remainingMs(Element element) {
        return (element.expiresNs() - machine.nowNs()) / 1_000_000L;
    }

    @Nullable
    Element find(Evaluation evaluation) {
        long now = machine.nowNs();
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            if ((element.expiresNs() == 0 || element.expiresNs() > now) && element.holds(evaluation)) {
                return element;
            }
        }
        return null;
    }

    /** The elements in the order in which they are written. */
    public List<Element> sorted() {
        boolean wildcards =
                elements().stream().anyMatch(element -> element.key().get(0).isWildcard());
        List<Element> sorted = new ArrayList<>(elements);
        sorted.sort(Comparator.comparing(Element::key, (one, other) -> compare(one, other, wildcards)));
        return sorted;
    }

    private static int compare(List<Value> one, List<Value> other, boolean wildcards) {
        for (int i = 0; i < one.size(); i++) {
            Value left = one.get(i);
            Value right = other.get(i);
            int order = left.name().isEmpty()
                    ? Long.compare(left.low(), right.low())
                    : wildcards
                            ? left.name().compareTo(right.name())
                            : reversed(left.name()).compareTo(reversed(right.name()));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** A name is a number in the byte order of the machine: its last character counts most, and a longer one is larger. */
    private static String reversed(String name) {
        String padded = name + "\0".repeat(Math.max(0, 16 - name.length()));
        return new StringBuilder(padded).reverse().toString();
    }

    /** How a rule refers to it: {@code @name}, or its elements. */
    String reference(TextStyle style) {
        return isAnonymous() ? SetText.elements(this, style) : "@" + name;
    }
}
