package dev.vethlab.web.device;

import dev.vethlab.lab.Commands;
import dev.vethlab.web.syntax.Syntax;
import dev.vethlab.web.syntax.WrittenAs;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed about an interface; what is null stays as it is.
 *
 * @param master the interface to become a port of; the empty text takes it out of the one it is in
 * @param namespace where to move it
 * @param options of its kind, in the words of {@code ip link set ... type KIND}
 * @param portOptions of what its master keeps of it, in the words of {@code ip link set ... type KIND_slave}
 */
record InterfaceChanges(
        @Nullable Boolean up,
        @Nullable @Min(0) @Max(Integer.MAX_VALUE) Integer mtu,
        @Nullable @Min(0) @Max(Integer.MAX_VALUE) Integer txQueueLength,
        @Nullable @WrittenAs(Syntax.MAC) String mac,
        @Nullable Boolean arp,
        @Nullable Boolean promiscuous,
        @Nullable Boolean carrier,
        @Nullable @WrittenAs(Syntax.DEVICE_NAME) String name,
        @Nullable @Size(max = 255) String alias,
        @Nullable String master,
        @Nullable @WrittenAs(Syntax.NAMESPACE_NAME) String namespace,
        @Nullable @Size(max = 100) @LinkWords Map<String, Object> options,
        @Nullable @Size(max = 100) @LinkWords Map<String, Object> portOptions) {

    /** The commands that change what the interface is by itself, before it becomes a port. */
    List<List<String>> settings(String home, String device) {
        List<List<String>> commands = new ArrayList<>();
        if (Boolean.FALSE.equals(up)) {
            commands.add(set(home, device, "down"));
        }
        if (mac != null) {
            commands.add(set(home, device, "address", mac));
        }
        if (mtu != null) {
            commands.add(set(home, device, "mtu", mtu.toString()));
        }
        if (txQueueLength != null) {
            commands.add(set(home, device, "txqueuelen", txQueueLength.toString()));
        }
        if (alias != null) {
            commands.add(set(home, device, "alias", alias));
        }
        onOff(commands, home, device, "arp", arp);
        onOff(commands, home, device, "promisc", promiscuous);
        onOff(commands, home, device, "carrier", carrier);
        return commands;
    }

    /** The commands that give it another name or place and set it up, which come last. */
    List<List<String>> moves(String home, String device) {
        List<List<String>> commands = new ArrayList<>();
        String newName = name == null ? device : name;
        if (!newName.equals(device)) {
            commands.add(set(home, device, "name", newName));
        }
        String newHome = namespace == null ? home : namespace;
        if (!newHome.equals(home)) {
            commands.add(set(home, newName, "netns", newHome.equals(Commands.HOST) ? "1" : newHome));
        }
        if (Boolean.TRUE.equals(up)) {
            commands.add(set(newHome, newName, "up"));
        }
        return commands;
    }

    private static void onOff(
            List<List<String>> commands, String home, String device, String word, @Nullable Boolean value) {
        if (value != null) {
            commands.add(set(home, device, word, value ? "on" : "off"));
        }
    }

    private static List<String> set(String home, String device, String... words) {
        List<String> command = new ArrayList<>(List.of("ip", "link", "set", "dev", device));
        command.addAll(List.of(words));
        return Commands.in(home, command);
    }
}
