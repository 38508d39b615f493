package dev.vethlab.explain.diagnosis;

import dev.vethlab.kernel.sysctl.SysctlTable;
import dev.vethlab.kernel.trace.SysctlSeen;
import java.util.function.Consumer;

/** Other values for the settings that a refusing decision looked at. */
final class SettingRemedy implements Remedy {

    private static final String CONF = "net.ipv4.conf.";
    private static final int OWN = 10;
    private static final int FOR_ALL = 14;
    private static final int LAST_RESORT = 17;

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        for (Refusal refusal : failure.refusals()) {
            String namespace = failure.place(refusal.step());
            int away = refusal.isConsequence() ? LAST_RESORT - OWN : 0;
            for (SysctlSeen seen : refusal.step().sysctls()) {
                propose(namespace, seen, away, proposals);
            }
        }
    }

    private static void propose(String namespace, SysctlSeen seen, int away, Consumer<Change> proposals) {
        String name = seen.name();
        String file = name.substring(name.lastIndexOf('.') + 1);
        boolean ofAll = name.startsWith(CONF + "all.");
        int rank = away + (ofAll ? FOR_ALL : OWN);
        if (file.equals("forwarding")) {
            set(namespace, "net.ipv4.ip_forward", "1", away + OWN - 1, proposals);
        }
        if (file.equals("rp_filter") && !seen.value().equals("2")) {
            set(namespace, name, "2", rank, proposals);
        }
        switch (seen.value()) {
            case "0" -> set(namespace, name, "1", rank, proposals);
            default -> set(namespace, name, "0", rank + 1, proposals);
        }
        reset(namespace, seen, rank, proposals);
        if (name.startsWith(CONF) && !ofAll && seen.value().equals("0")) {
            set(namespace, CONF + "all." + file, "1", away + FOR_ALL, proposals);
        }
    }

    /** Back to what Linux starts with, where that is neither on nor off. */
    private static void reset(String namespace, SysctlSeen seen, int rank, Consumer<Change> proposals) {
        SysctlTable.get()
                .find(path(seen.name()).replace('.', '/'))
                .map(spec -> spec.initial())
                .filter(initial -> initial.length() > 1 && !initial.equals(seen.value()))
                .ifPresent(initial -> set(namespace, seen.name(), initial, rank, proposals));
    }

    private static void set(String namespace, String name, String value, int rank, Consumer<Change> proposals) {
        proposals.accept(Change.of(rank, namespace, "sysctl", "-w", path(name) + "=" + value));
    }

    /** The name with slashes where that of the interface has dots. */
    static String path(String name) {
        if (!name.startsWith(CONF)) {
            return name;
        }
        int last = name.lastIndexOf('.');
        String device = name.substring(CONF.length(), Math.max(CONF.length(), last));
        return device.contains(".") ? CONF.replace('.', '/') + device + "/" + name.substring(last + 1) : name;
    }
}
