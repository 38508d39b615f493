package dev.vethlab.verify.linux;

import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.recording.RecordingException;
import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.script.ScriptException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which kinds of devices the kernel of this machine has of those that a kernel may be built without. */
public final class LinuxKinds {

    private static final String ADD = "ip link add x0 ";
    private static final List<String> PROBES = List.of(
            "link v0 type vlan id 2",
            "type dummy",
            "link v0 type ipvlan",
            "type bond",
            "type vrf table 9",
            "type gre local 10.0.0.1 remote 10.0.0.2",
            "type ipip local 10.0.0.1 remote 10.0.0.2");

    private LinuxKinds() {}

    /**
     * The words behind {@code type} of those that it has; {@code vlan_filtering} where its bridges filter VLANs.
     *
     * @throws RecordingException where nothing can be run here
     */
    public static Set<String> present() throws RecordingException {
        StringBuilder script = new StringBuilder("# settle: 0\nip link add v0 type veth peer name v1\n");
        PROBES.forEach(probe -> script.append(ADD).append(probe).append("\nip link del x0\n"));
        script.append("ip link add b0 type bridge\nip -d link show b0\n");
        Set<String> present = new TreeSet<>();
        for (Recording.CommandRecord command : record(script.toString()).commands()) {
            if (command.command().startsWith(ADD) && command.exitCode() == 0) {
                present.add(command.command().replaceFirst(".* type (\\S+).*", "$1"));
            }
            if (command.stdout().contains("vlan_protocol")) {
                present.add("vlan_filtering");
            }
        }
        return present;
    }

    private static Recording record(String script) throws RecordingException {
        try {
            return LinuxRun.of(Script.parse(script));
        } catch (ScriptException impossible) {
            throw new IllegalStateException(script, impossible);
        }
    }
}
