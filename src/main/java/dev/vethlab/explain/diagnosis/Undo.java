package dev.vethlab.explain.diagnosis;

import dev.vethlab.kernel.sysctl.SysctlTable;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.topology.NamespaceDocument;
import dev.vethlab.lab.topology.TopologyReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Settings that are not what Linux starts with, set back: whatever else is the matter, somebody has changed them. */
final class Undo implements Remedy {

    private static final int NEAR = 22;
    private static final int FAR = 35;

    private final Map<String, Map<String, String>> initial = new LinkedHashMap<>();

    Undo(Lab lab) {
        for (NamespaceDocument namespace : TopologyReader.read(lab).namespaces()) {
            Map<String, String> sysctls = namespace.sysctls();
            if (sysctls == null) {
                continue;
            }
            Map<String, String> back = new LinkedHashMap<>();
            sysctls.keySet()
                    .forEach(name -> SysctlTable.get()
                            .find(SettingRemedy.path(name).replace('.', '/'))
                            .ifPresent(spec -> back.put(name, spec.initial())));
            initial.put(namespace.name(), back);
        }
    }

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        Set<String> near = failure.near();
        initial.forEach((namespace, back) -> back.forEach((name, value) -> proposals.accept(Change.of(
                near.contains(namespace) ? NEAR : FAR,
                namespace,
                "sysctl",
                "-w",
                name + "=" + value.replace('\t', ' ')))));
    }
}
