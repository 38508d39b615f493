package dev.vethlab.lab.topology;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.lab.JournalEntry;
import dev.vethlab.lab.Operation;
import dev.vethlab.lab.ProgramName;
import dev.vethlab.lab.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands that made what a document has no words for, as they were given: those of Open vSwitch and of traffic control. A
 * command is left out where it only looks, where it failed, where it stands in a line with others, and where its device has gone.
 */
final class JournaledCommands {

    private static final Set<String> LOOKS = Set.of("show", "list", "ls", "get", "find", "dump", "lst");
    private static final Pattern SEVERAL = Pattern.compile("[;|&<>\\n]");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern DEVICE = Pattern.compile("\\sdev\\s+(\\S+)");

    private final List<String> lines = new ArrayList<>();

    JournaledCommands(List<JournalEntry> journal) {
        for (JournalEntry entry : journal) {
            if (entry.operation() instanceof Operation.Reboot) {
                lines.clear();
            } else if (entry.exitCode() == 0 && entry.operation() instanceof Operation.CommandLine line) {
                lines.add(line.text().strip());
            }
        }
    }

    /** What was asked of Open vSwitch. */
    List<String> openvswitch() {
        return of(Set.of("ovs-ctl", "ovs-vsctl", "ovs-ofctl"));
    }

    /** What was asked of traffic control for devices that are there. */
    List<String> trafficControl(Kernel kernel) {
        List<String> commands = new ArrayList<>();
        for (String line : of(Set.of("tc"))) {
            Matcher device = DEVICE.matcher(line);
            if (device.find() && isThere(kernel, device.group(1))) {
                commands.add(line);
            }
        }
        return commands;
    }

    private static boolean isThere(Kernel kernel, String device) {
        for (Namespace namespace : kernel.all()) {
            if (namespace.net().devices().byName(device).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private List<String> of(Set<String> programs) {
        List<String> commands = new ArrayList<>();
        for (String line : lines) {
            boolean alone =
                    !SEVERAL.matcher(QUOTED.matcher(line).replaceAll("")).find();
            if (alone && programs.contains(ProgramName.of(line)) && !looks(line)) {
                commands.add(ShellQuoting.join(TopologyBuild.split(line)));
            }
        }
        return commands;
    }

    private static boolean looks(String line) {
        for (String word : line.split("\\s+")) {
            if (LOOKS.contains(word) || word.startsWith("dump-")) {
                return true;
            }
        }
        return false;
    }
}
