package dev.vethlab.tool.ethtool;

import dev.vethlab.kernel.device.Features;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.tool.Process;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ethtool -K}: switches features, and says what came of it where that is not what was asked ({@code nl_sfeatures}). */
final class FeatureChange {

    private static final int NOT_KNOWN = 92;
    private static final String NOTHING_CHANGED = "Could not change any device features\n";

    private final Process process;
    private final NetDevice device;
    private final Features features;

    FeatureChange(Process process, NetDevice device) {
        this.process = process;
        this.device = device;
        this.features = device.features();
    }

    int run(List<String> words) {
        if (!features.isKnown()) {
            return Ethtool.fail(process, 1, "ethtool: the features of this kind of device are not simulated\n");
        }
        if (words.isEmpty()) {
            return Ethtool.fail(process, 1, NOTHING_CHANGED);
        }
        Map<String, Boolean> asked = new LinkedHashMap<>();
        for (int at = 0; at < words.size(); at += 2) {
            String value = at + 1 < words.size() ? words.get(at + 1) : "(null)";
            if (!value.equals("on") && !value.equals("off")) {
                return Ethtool.fail(
                        process,
                        1,
                        "ethtool (-K): flag '" + value + "' for parameter '(null)' is not followed by 'on' or 'off'\n");
            }
            Optional<List<String>> named = FeatureGroup.named(words.get(at));
            if (named.isEmpty()) {
                return Ethtool.fail(
                        process,
                        NOT_KNOWN,
                        "netlink error: bit name not found (offset 52)\nnetlink error: Operation not supported\n");
            }
            named.get().forEach(name -> asked.put(name, value.equals("on")));
        }
        return change(asked);
    }

    private int change(Map<String, Boolean> asked) {
        Set<String> before = new HashSet<>();
        Features.names().stream().filter(features::isActive).forEach(before::add);
        asked.forEach(features::want);
        device.updateFeatures();
        StringBuilder changes = new StringBuilder();
        boolean unasked = false;
        boolean any = false;
        for (String name : Features.names()) {
            boolean active = features.isActive(name);
            boolean changed = before.contains(name) != active;
            Boolean wanted = asked.get(name);
            boolean denied = wanted != null && wanted != active;
            any |= changed;
            if (changed || denied) {
                unasked |= denied || wanted == null;
                changes.append(name).append(active ? ": on" : ": off");
                if (denied) {
                    changes.append(active ? " [requested off]" : " [requested on]");
                } else if (wanted == null) {
                    changes.append(" [not requested]");
                }
                changes.append('\n');
            }
        }
        if (any) {
            process.namespace().net().machine().changed();
        }
        boolean isFirm = !any && asked.keySet().stream().allMatch(features::isFixed);
        boolean failed = isFirm && unasked && !device.isLoopback();
        if (failed) {
            process.err(NOTHING_CHANGED);
        }
        if (unasked) {
            process.out("Actual changes:\n" + changes);
        }
        return failed ? 1 : 0;
    }
}
