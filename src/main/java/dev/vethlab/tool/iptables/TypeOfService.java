package dev.vethlab.tool.iptables;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The names of types of service ({@code tos_symbol_names}). */
final class TypeOfService {

    /** The bits that a name speaks of. */
    static final int MASK = 0x3f;

    private static final Map<String, Integer> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("Minimize-Delay", 0x10);
        NAMES.put("Maximize-Throughput", 0x08);
        NAMES.put("Maximize-Reliability", 0x04);
        NAMES.put("Minimize-Cost", 0x02);
        NAMES.put("Normal-Service", 0x00);
    }

    private TypeOfService() {}

    /** The value of a name. */
    static Optional<Integer> of(String name) {
        return NAMES.entrySet().stream()
                .filter(known -> known.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The name of a value, where the mask is that of names. */
    static Optional<String> name(long value, long mask) {
        return mask != MASK
                ? Optional.empty()
                : NAMES.entrySet().stream()
                        .filter(known -> known.getValue() == value)
                        .map(Map.Entry::getKey)
                        .findFirst();
    }
}
