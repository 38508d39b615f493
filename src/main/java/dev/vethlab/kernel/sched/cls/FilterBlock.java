package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.sched.act.Control;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters that are asked about the same packets, in chains ({@code struct tcf_block}). */
public final class FilterBlock {

    private static final int MOST_ROUNDS = 16;
    private static final int ANY_PROTOCOL = 3;

    private final NetNamespace net;
    private final ClassBinding binding;
    private int classId;
    private final Map<Integer, FilterChain> chains = new LinkedHashMap<>();

    /** What classifiers of one kind share within the block. */
    private final U32Tables u32 = new U32Tables();

    public FilterBlock(NetNamespace net, ClassBinding binding) {
        this.net = net;
        this.binding = binding;
    }

    NetNamespace net() {
        return net;
    }

    ClassBinding binding() {
        return binding;
    }

    U32Tables u32() {
        return u32;
    }

    /** Where the newest filter was said to be, which is where all are said to be. */
    public int classId() {
        return classId;
    }

    /** A filter is being made at a place. */
    public void setClassId(int place) {
        classId = place;
    }

    /** Whether there is no filter. */
    public boolean isEmpty() {
        return chains.isEmpty();
    }

    /** All chains that have filters, oldest first. */
    public Collection<FilterChain> chains() {
        return chains.values();
    }

    FilterChain chain(int index) {
        return chains.computeIfAbsent(index, number -> new FilterChain(this, number));
    }

    boolean hasChain(int index) {
        return chains.containsKey(index);
    }

    void forget(FilterChain chain) {
        chains.remove(chain.index());
    }

    /** Asks the filters about a packet ({@code tcf_classify}). */
    public int classify(Skb skb, Classified result, boolean incoming) {
        FilterChain chain = chains.get(0);
        Packet packet = new Packet(skb, incoming);
        for (int round = 0; chain != null && round < MOST_ROUNDS; round++) {
            int verdict = ask(chain, packet, result);
            if (verdict == Control.RECLASSIFY) {
                chain = chains.get(0);
            } else if (Control.isGotoChain(verdict)) {
                chain = chains.get(verdict & Control.VALUE);
                if (chain == null) {
                    return Control.SHOT;
                }
            } else {
                return verdict;
            }
        }
        return chain == null ? Control.UNSPEC : Control.SHOT;
    }

    private static int ask(FilterChain chain, Packet packet, Classified result) {
        for (Classifier classifier : chain.classifiers()) {
            int protocol = classifier.protocol();
            if (protocol == ANY_PROTOCOL || protocol == packet.protocol()) {
                int verdict = classifier.classify(packet, result);
                if (verdict != Control.UNSPEC) {
                    return verdict;
                }
            }
        }
        return Control.UNSPEC;
    }

    /** Takes all filters away. */
    public void flush() {
        List<FilterChain> going = new ArrayList<>(chains.values());
        chains.clear();
        going.forEach(FilterChain::flush);
    }
}
