package dev.vethlab.explain.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What keeps frames from a port of a bridge or from a device beside another: flags, entries set by hand, modes. */
final class PortRemedy implements Remedy {

    private static final int FLAG = 7;
    private static final int ENTRY = 8;
    private static final int MODE = 8;

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        Kinds kinds = failure.around().kinds();
        for (Kinds.Port port : kinds.ports()) {
            for (List<String> odd : port.odd()) {
                List<String> words = new ArrayList<>(List.of("bridge", "link", "set", "dev", port.device()));
                words.addAll(odd);
                proposals.accept(new Change(List.of(Change.line(port.namespace(), words)), FLAG));
            }
        }
        for (Kinds.StaticEntry entry : kinds.entries()) {
            List<String> words = new ArrayList<>(
                    List.of("bridge", "fdb", "del", entry.address().toString(), "dev", entry.device(), "master"));
            if (entry.vlan() != 0) {
                words.addAll(List.of("vlan", Integer.toString(entry.vlan())));
            }
            proposals.accept(new Change(List.of(Change.line(entry.namespace(), words)), ENTRY));
        }
        modes(kinds, proposals);
    }

    /** Devices in mode bridge: each alone, and all of them. */
    private static void modes(Kinds kinds, Consumer<Change> proposals) {
        List<String> all = new ArrayList<>();
        for (Kinds.Apart apart : kinds.aparts()) {
            String line = Change.line(
                    apart.namespace(),
                    List.of("ip", "link", "set", apart.device(), "type", apart.kind(), "mode", "bridge"));
            proposals.accept(new Change(List.of(line), MODE));
            all.add(line);
        }
        if (all.size() > 1) {
            proposals.accept(new Change(all, MODE + 1));
        }
    }
}
