package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.PhysdevStatement;
import dev.vethlab.kernel.netfilter.nftables.PhysdevStatement.Test;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code -m physdev}: by which ports a bridged packet comes in and leaves. */
final class PhysdevMatch extends MatchOptions {

    /** The options in the order in which they are written. */
    private static final Map<String, Test> TESTS = tests();

    PhysdevMatch(MatchOptions options) {
        super(options);
    }

    private static Map<String, Test> tests() {
        Map<String, Test> tests = new LinkedHashMap<>();
        tests.put("--physdev-is-in", Test.IS_IN);
        tests.put("--physdev-in", Test.IN);
        tests.put("--physdev-is-out", Test.IS_OUT);
        tests.put("--physdev-out", Test.OUT);
        tests.put("--physdev-is-bridged", Test.BRIDGED);
        return tests;
    }

    Extension build() throws ParameterException {
        if (given.isEmpty()) {
            throw ParameterException.problem("PHYSDEV: no physdev option specified");
        }
        Map<Test, Boolean> asked = new EnumMap<>(Test.class);
        StringBuilder save = new StringBuilder();
        for (Map.Entry<String, Test> test : TESTS.entrySet()) {
            String option = test.getKey();
            if (given.containsKey(option)) {
                asked.put(test.getValue(), not(option));
                String value = given.getOrDefault(option, "");
                save.append(save.isEmpty() ? "" : " ").append(bang(option)).append(option);
                save.append(value.isEmpty() ? "" : " ").append(value);
            }
        }
        PhysdevStatement statement = new PhysdevStatement(
                asked, given.getOrDefault("--physdev-in", ""), given.getOrDefault("--physdev-out", ""));
        String list = " PHYSDEV match " + save;
        return new Extension(name, save.toString(), list, list, extension("xt match physdev", statement));
    }
}
