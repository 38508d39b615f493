package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.StatefulStatement;
import dev.vethlab.kernel.netfilter.nftables.Table;
import dev.vethlab.kernel.netfilter.nftables.Value;
import dev.vethlab.kernel.netfilter.nftables.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the elements of sets and maps: {@code { 10.0.0.1, 10.0.0.0/8 : drop }}. */
final class Elements {

    /**
     * An element and where it stands.
     *
     * @param key where its key stands
     */
    record Written(NftSet.Element element, Span at, Span key) {}

    private final Input input;
    private final RuleScope scope;
    private final Values values;

    Elements(Input input, RuleScope scope) {
        this.input = input;
        this.scope = scope;
        this.values = new Values(input, scope.namespace().net(), scope.isLive());
    }

    /** @param data what a map maps to; null for a set, unless a verdict stands behind a colon */
    List<Written> read(List<DataType> types, @Nullable DataType data) throws SyntaxException {
        List<Written> elements = new ArrayList<>();
        input.expect("{");
        input.skipLineBreaks();
        if (input.at("}")) {
            throw input.unexpected("");
        }
        while (!input.at("}")) {
            elements.add(element(types, data));
            input.skipLineBreaks();
            if (!input.accept(",")) {
                break;
            }
            input.skipLineBreaks();
        }
        input.expect("}");
        return elements;
    }

    private Written element(List<DataType> types, @Nullable DataType data) throws SyntaxException {
        Span start = input.peek().span();
        List<Value> key = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            if (i > 0) {
                input.expect(".");
            }
            key.add(values.value(types.get(i)));
        }
        Span keySpan = start.to(input.previous().span());
        MeasureParser measures = new MeasureParser(input, scope);
        StatefulStatement state = measures.isStatefulNext() ? measures.stateful() : null;
        long timeout = 0;
        String comment = "";
        while (input.at("timeout") || input.at("expires") || input.at("comment")) {
            String word = input.next().text();
            String argument = input.next().text();
            if (word.equals("timeout")) {
                timeout = Values.span(argument);
            } else if (word.equals("comment")) {
                comment = argument;
            }
        }
        Value mapped = null;
        Verdict verdict = null;
        if (input.accept(":")) {
            if (data == null || data == DataType.VERDICT) {
                verdict = verdict(keySpan);
            } else {
                mapped = values.value(data);
            }
        }
        NftSet.Element element = new NftSet.Element(key, mapped, verdict, timeout, 0, comment, state);
        return new Written(element, start.to(input.previous().span()), keySpan);
    }

    /** Refuses intervals of one list that share an address, unless they are the same ({@code setelem_overlap}). */
    static void checkConflicts(List<Written> written) throws SyntaxException {
        List<Written> sorted = new ArrayList<>(written);
        sorted.sort(Comparator.comparingLong(Elements::low)
                .thenComparing(Comparator.comparingLong(Elements::high).reversed()));
        for (int i = 1; i < sorted.size(); i++) {
            Written before = sorted.get(i - 1);
            Written here = sorted.get(i);
            boolean same = before.element().key().equals(here.element().key());
            if (!same && low(here) <= high(before)) {
                throw SyntaxException.of("conflicting intervals specified", here.key(), before.key());
            }
        }
    }

    private static long low(Written written) {
        return written.element().key().get(0).low();
    }

    private static long high(Written written) {
        return written.element().key().get(0).high();
    }

    /** @param at what a missing chain is reported at */
    Verdict verdict(@Nullable Span at) throws SyntaxException {
        Token word = input.next();
        switch (word.text()) {
            case "accept", "drop", "continue", "return":
                return Verdict.of(Verdict.Kind.valueOf(word.text().toUpperCase(Locale.ROOT)));
            case "jump", "goto":
                Token target = input.peek();
                if (target.kind() != Token.Kind.WORD && target.kind() != Token.Kind.QUOTED) {
                    throw input.unexpected("'{'");
                }
                input.next();
                Chain chain = chain(target, at == null ? target.span() : at);
                Verdict.Kind kind = Verdict.Kind.valueOf(word.text().toUpperCase(Locale.ROOT));
                return new Verdict(kind, chain);
            default:
                input.rewind(input.position() - 1);
                throw input.unexpected("");
        }
    }

    private @Nullable Chain chain(Token target, Span at) throws SyntaxException {
        Table table = scope.table();
        if (table == null) {
            return null;
        }
        Chain chain = table.chain(target.text());
        if (chain == null) {
            throw scope.missing(at);
        }
        if (chain.base() != null) {
            throw SyntaxException.kernel("Operation not supported", at);
        }
        return chain;
    }

    /** Merges overlapping ranges, and those that touch, where a set has ranges; else leaves out what is there twice. */
    static List<NftSet.Element> merged(List<NftSet.Element> elements, boolean touching) {
        boolean ranges = elements.stream()
                .anyMatch(element ->
                        element.key().size() == 1 && element.key().get(0).isRange());
        List<NftSet.Element> merged = new ArrayList<>();
        Set<List<Value>> keys = new HashSet<>();
        List<NftSet.Element> sorted = new ArrayList<>(elements);
        if (ranges) {
            sorted.sort(java.util.Comparator.comparingLong(
                    element -> element.key().get(0).low()));
        }
        for (NftSet.Element element : sorted) {
            NftSet.Element last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (ranges && last != null && joins(last, element, touching)) {
                Value one = last.key().get(0);
                Value other = element.key().get(0);
                Value all = Value.range(one.low(), Math.max(one.high(), other.high()));
                NftSet.Element joined = with(last, other.high() <= one.high() ? one : all);
                merged.set(merged.size() - 1, joined);
                keys.add(joined.key());
            } else if (keys.add(element.key())) {
                merged.add(element);
            }
        }
        return merged;
    }

    private static NftSet.Element with(NftSet.Element element, Value key) {
        return new NftSet.Element(
                List.of(key),
                element.data(),
                element.verdict(),
                element.timeoutMs(),
                element.expiresNs(),
                element.comment(),
                element.state());
    }

    private static boolean joins(NftSet.Element last, NftSet.Element next, boolean touching) {
        Value one = last.key().get(0);
        Value other = next.key().get(0);
        return last.verdict() == null
                && last.data() == null
                && one.name().isEmpty()
                && other.low() <= one.high() + (touching ? 1 : 0);
    }
}
