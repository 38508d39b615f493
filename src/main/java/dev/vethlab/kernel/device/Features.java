package dev.vethlab.kernel.device;

import java.util.BitSet;
import java.util.List;

/** What a device does for packets, and what of it can be switched ({@code dev->features}, {@code netdev_update_features}). */
public final class Features {

    private static final FeatureTable TABLE = FeatureTable.get();
    private static final String SCATTER_GATHER = "tx-scatter-gather";
    private static final String CHECKSUM = "tx-checksum-ip-generic";
    private static final String SEGMENTATION = "tx-tcp-segmentation";
    private static final String SOFTWARE_SEGMENTATION = "tx-generic-segmentation";
    private static final List<String> TCP_SEGMENTATION =
            List.of(SEGMENTATION, "tx-tcp-ecn-segmentation", "tx-tcp-mangleid-segmentation", "tx-tcp6-segmentation");

    private final BitSet active = new BitSet();
    private final BitSet wanted = new BitSet();
    private final BitSet changeable = new BitSet();

    private Features() {}

    /** Those that a device of a kind begins with ({@code lo} is a kind here); empty where nothing is known of the kind. */
    static Features of(String kind) {
        Features features = new Features();
        String letters = TABLE.of(kind);
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            features.active.set(i, letter == '+' || letter == '1');
            features.wanted.set(i, letter == '+' || letter == '1' || letter == 'r');
            features.changeable.set(i, letter == '+' || letter == '-' || letter == 'r');
        }
        return features;
    }

    /** The names of all features in the order of their numbers. */
    public static List<String> names() {
        return TABLE.names();
    }

    /** Whether anything is known of the kind of device. */
    public boolean isKnown() {
        return !active.isEmpty();
    }

    public boolean isActive(String name) {
        return active.get(names().indexOf(name));
    }

    /** Whether somebody wants it, whether or not it is there. */
    public boolean isWanted(String name) {
        return wanted.get(names().indexOf(name));
    }

    /** Whether nobody can switch it. */
    public boolean isFixed(String name) {
        return !changeable.get(names().indexOf(name));
    }

    /** Switches one, where it can be; what depends on it follows with {@link #update}. */
    public void want(String name, boolean on) {
        int number = names().indexOf(name);
        if (changeable.get(number)) {
            wanted.set(number, on);
        }
    }

    /** Works out which are there, of those that are wanted ({@code netdev_fix_features}). */
    public void update() {
        for (int i = 0; i < names().size(); i++) {
            if (changeable.get(i)) {
                active.set(i, wanted.get(i));
            }
        }
        if (!isActive(SCATTER_GATHER)) {
            TCP_SEGMENTATION.forEach(this::withhold);
            withhold(SOFTWARE_SEGMENTATION);
        }
        if (!isActive(CHECKSUM)) {
            TCP_SEGMENTATION.forEach(this::withhold);
            withhold("tx-udp-segmentation");
        }
        if (!isActive(SEGMENTATION)) {
            withhold("tx-tcp-mangleid-segmentation");
        }
    }

    private void withhold(String name) {
        int number = names().indexOf(name);
        if (changeable.get(number)) {
            active.clear(number);
        }
    }

    /** Whether it takes several segments of TCP in one. */
    public boolean segments() {
        return !isKnown() || isActive(SEGMENTATION);
    }
}
