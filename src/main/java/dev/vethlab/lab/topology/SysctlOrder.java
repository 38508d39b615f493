package dev.vethlab.lab.topology;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The order in which settings are to be written, since some write through to others: the widest first. */
final class SysctlOrder {

    Map<String, String> sorted(Map<String, String> settings) {
        Map<String, String> sorted = new LinkedHashMap<>();
        settings.keySet().stream()
                .sorted(Comparator.comparingInt(SysctlOrder::rank).thenComparing(Comparator.naturalOrder()))
                .forEach(name -> sorted.put(name, settings.get(name)));
        return sorted;
    }

    private static int rank(String name) {
        if (name.equals("net.ipv4.ip_forward")) {
            return 0;
        }
        if (name.startsWith("net.ipv4.conf.all.")) {
            return 1;
        }
        return name.startsWith("net.ipv4.conf.default.") ? 2 : 3;
    }
}
