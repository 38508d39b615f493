package dev.vethlab.tool.ethtool;

import dev.vethlab.kernel.device.Features;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.tool.Process;
import java.util.HashSet;
import java.util.Set;

/** {@code ethtool -k}: which features a device has ({@code dump_features}). */
final class FeatureList {

    private final Process process;
    private final Features features;
    private final String name;

    FeatureList(Process process, NetDevice device) {
        this.process = process;
        this.features = device.features();
        this.name = device.name();
    }

    int print() {
        if (!features.isKnown()) {
            return Ethtool.fail(process, 1, "ethtool: the features of this kind of device are not simulated\n");
        }
        process.out("Features for " + name + ":\n");
        Set<String> printed = new HashSet<>();
        for (FeatureGroup group : FeatureGroup.ALL) {
            if (group.isOne()) {
                line(group.label(), group.members().get(0));
            } else {
                boolean any = group.members().stream().anyMatch(features::isActive);
                process.out(group.label() + ": " + (any ? "on" : "off") + "\n");
                group.members().forEach(member -> line("\t" + member, member));
            }
            printed.addAll(group.members());
        }
        for (String feature : Features.names()) {
            if (!printed.contains(feature)) {
                line(feature, feature);
            }
        }
        return 0;
    }

    private void line(String label, String feature) {
        boolean active = features.isActive(feature);
        String remark = "";
        if (features.isFixed(feature)) {
            remark = " [fixed]";
        } else if (features.isWanted(feature) != active) {
            remark = features.isWanted(feature) ? " [requested on]" : " [requested off]";
        }
        process.out(label + ": " + (active ? "on" : "off") + remark + "\n");
    }
}
