package dev.vethlab.tool.ethtool;

import dev.vethlab.kernel.device.Features;
import java.util.List;
import java.util.Optional;

/**
 * Features that {@code ethtool} has names of its own for, from the time before there were others ({@code off_flag_def}).
 *
 * @param word what it is called on the command line
 * @param label what it is called in the list
 * @param members the features meant
 */
record FeatureGroup(String word, String label, List<String> members) {

    /** All of them, in the order of the list. */
    static final List<FeatureGroup> ALL = List.of(
            one("rx", "rx-checksumming", "rx-checksum"),
            many("tx", "tx-checksumming", "tx-checksum-"),
            many("sg", "scatter-gather", "tx-scatter-gather"),
            many("tso", "tcp-segmentation-offload", "tx-tcp"),
            one("gso", "generic-segmentation-offload", "tx-generic-segmentation"),
            one("gro", "generic-receive-offload", "rx-gro"),
            one("lro", "large-receive-offload", "rx-lro"),
            one("rxvlan", "rx-vlan-offload", "rx-vlan-hw-parse"),
            one("txvlan", "tx-vlan-offload", "tx-vlan-hw-insert"),
            one("ntuple", "ntuple-filters", "rx-ntuple-filter"),
            one("rxhash", "receive-hashing", "rx-hashing"));

    private static FeatureGroup one(String word, String label, String member) {
        return new FeatureGroup(word, label, List.of(member));
    }

    private static FeatureGroup many(String word, String label, String prefix) {
        return new FeatureGroup(
                word,
                label,
                Features.names().stream()
                        .filter(name -> name.startsWith(prefix))
                        .toList());
    }

    boolean isOne() {
        return members.size() == 1;
    }

    /** The features that a word means; nothing where it means none. */
    static Optional<List<String>> named(String word) {
        for (FeatureGroup group : ALL) {
            if (group.word.equals(word) || group.label.equals(word)) {
                return Optional.of(group.members);
            }
        }
        return Features.names().contains(word) ? Optional.of(List.of(word)) : Optional.empty();
    }
}
