package dev.vethlab.lab.export;

import dev.vethlab.lab.JournalEntry;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Operation;
import dev.vethlab.lab.ProgramName;
import java.util.List;
import java.util.Set;

/**
 * A lab as a script that builds the same lab on real Linux: the operations that changed it and succeeded, in order, from the last
 * reboot on. What only sent packets or let time pass is left out.
 */
public final class ShellScript {

    private static final Set<String> TRAFFIC =
            Set.of("ping", "arping", "traceroute", "tracepath", "sleep", "tcpdump", "nc", "curl", "ss", "lab-tap");

    private ShellScript() {}

    public static String of(LabSettings settings, List<JournalEntry> journal) {
        StringBuilder script = new StringBuilder();
        script.append("#!/bin/sh\n");
        script.append("# The lab \"")
                .append(oneLine(settings.name()))
                .append("\". Run it as root in a namespace of its own:\n");
        script.append("#   sudo unshare --net --mount sh lab.sh\n");
        script.append("# so that it touches nothing of the machine.\n");
        script.append("set -e\n");
        script.append("mount -t tmpfs tmpfs /run/netns 2>/dev/null || { mkdir -p /run/netns; mount -t tmpfs tmpfs"
                + " /run/netns; }\n\n");
        settings.profile().boot().forEach(line -> script.append(line).append('\n'));
        int first = 0;
        for (int i = 0; i < journal.size(); i++) {
            if (journal.get(i).operation() instanceof Operation.Reboot) {
                first = i + 1;
            }
        }
        for (JournalEntry entry : journal.subList(first, journal.size())) {
            if (entry.exitCode() == 0
                    && entry.operation() instanceof Operation.CommandLine line
                    && !TRAFFIC.contains(ProgramName.of(line.text()))) {
                boolean simulated = ProgramName.of(line.text()).equals("docker");
                script.append(simulated ? "# simulated by the lab: " : "")
                        .append(line.text())
                        .append('\n');
            }
        }
        return script.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
