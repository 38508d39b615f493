package dev.vethlab.kernel.vlan;

import java.util.ArrayList;
import java.util.List;

/**
 * How the priority of a tag becomes the priority of a packet, and the other way round ({@code vlan_dev_set_ingress_priority},
 * {@code vlan_dev_set_egress_priority}).
 */
public final class PriorityMaps {

    private static final int PRIORITIES = 8;
    private static final int BUCKETS = 16;

    /** One entry of a map. */
    public record Mapping(int from, int to) {}

    private final int[] ingress = new int[PRIORITIES];
    private final List<Mapping> egress = new ArrayList<>();

    /** The priority of a packet that had this one in its tag. */
    int ingress(int tagPriority) {
        return ingress[tagPriority];
    }

    /** What a packet's priority becomes in its tag. */
    int egress(int priority) {
        for (int i = 0; i < egress.size(); i++) {
            if (egress.get(i).from == priority) {
                return egress.get(i).to;
            }
        }
        return 0;
    }

    public void setIngress(int tagPriority, int priority) {
        ingress[tagPriority & PRIORITIES - 1] = priority;
    }

    public void setEgress(int priority, int tagPriority) {
        Mapping changed = new Mapping(priority, tagPriority & PRIORITIES - 1);
        for (int i = 0; i < egress.size(); i++) {
            if (egress.get(i).from == priority) {
                egress.set(i, changed);
                return;
            }
        }
        egress.add(0, changed);
    }

    /** The entries of the way in, by rising priority. */
    public List<Mapping> ingressMappings() {
        List<Mapping> mappings = new ArrayList<>();
        for (int i = 0; i < PRIORITIES; i++) {
            if (ingress[i] != 0) {
                mappings.add(new Mapping(i, ingress[i]));
            }
        }
        return mappings;
    }

    /** The entries of the way out, by hash bucket, newest first within one. */
    public List<Mapping> egressMappings() {
        List<Mapping> mappings = new ArrayList<>();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            for (Mapping mapping : egress) {
                if ((mapping.from & BUCKETS - 1) == bucket && mapping.to != 0) {
                    mappings.add(mapping);
                }
            }
        }
        return mappings;
    }
}
