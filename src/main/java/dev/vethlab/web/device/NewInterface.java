package dev.vethlab.web.device;

import dev.vethlab.lab.Commands;
import dev.vethlab.lab.LinkOptions;
import dev.vethlab.web.syntax.Syntax;
import dev.vethlab.web.syntax.WrittenAs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client says when it makes an interface.
 *
 * @param kind what {@code ip link add ... type} takes, or {@code tap}, {@code tun} and {@code ovs-bridge}
 * @param link the interface below, as a vlan, macvlan and ipvlan need one
 * @param master the interface to become a port of
 * @param options of the kind, in the words of {@code ip link add ... type KIND}
 * @param peer the other end, which a veth needs
 */
record NewInterface(
        @NotNull(message = "must be given") @WrittenAs(Syntax.DEVICE_NAME)
        String name,

        @NotNull(message = "must be given, such as veth")
        @Pattern(regexp = "[a-z][a-z0-9-]{0,31}", message = "must be a kind of interface, such as veth")
        String kind,

        @Nullable @WrittenAs(Syntax.DEVICE_NAME) String link,
        @Nullable @WrittenAs(Syntax.MAC) String mac,
        @Nullable @Min(0) @Max(Integer.MAX_VALUE) Integer mtu,
        @Nullable @Min(0) @Max(Integer.MAX_VALUE) Integer txQueueLength,
        @Nullable @WrittenAs(Syntax.DEVICE_NAME) String master,

        @Nullable @Size(max = 1000)
        List<@NotNull(message = "must be an address") @WrittenAs(Syntax.ADDRESS_WITH_LENGTH) String> addresses,

        @Nullable Boolean up,
        @Nullable @Size(max = 100) @LinkWords Map<String, Object> options,
        @Nullable @Valid NewPeer peer) {

    private static final Set<String> OPENED = Set.of("tap", "tun");

    /** The other end of a veth pair; in the same namespace where none is named. */
    record NewPeer(
            @Nullable @WrittenAs(Syntax.NAMESPACE_NAME) String namespace,

            @NotNull(message = "must be given") @WrittenAs(Syntax.DEVICE_NAME)
            String name,

            @Nullable @WrittenAs(Syntax.MAC) String mac,
            @Nullable @Min(0) @Max(Integer.MAX_VALUE) Integer mtu) {}

    /** The commands that make it. */
    List<List<String>> making(String home) {
        List<List<String>> commands = new ArrayList<>();
        boolean settled = false;
        if (kind.equals(Masters.OVS_BRIDGE)) {
            commands.add(Commands.in(home, ovsBridge()));
        } else if (OPENED.contains(kind)) {
            commands.add(Commands.in(home, tuntap()));
        } else {
            commands.add(Commands.in(home, linkAdd(home)));
            settled = true;
        }
        List<String> settings = new ArrayList<>(List.of("ip", "link", "set", "dev", name));
        int bare = settings.size();
        settings(settings, mac, mtu);
        queueLength(settings);
        if (!settled && settings.size() > bare) {
            commands.add(Commands.in(home, settings));
        }
        return commands;
    }

    /** The commands that give it addresses and set it up. */
    List<List<String>> finishing(String home) {
        List<List<String>> commands = new ArrayList<>();
        for (String address : addresses == null ? List.<String>of() : addresses) {
            commands.add(Commands.in(home, "ip", "address", "add", address, "dev", name));
        }
        if (Boolean.TRUE.equals(up)) {
            commands.add(Commands.in(home, "ip", "link", "set", "dev", name, "up"));
        }
        return commands;
    }

    /** Options are columns of the bridge: {@code fail_mode}. */
    private List<String> ovsBridge() {
        List<String> words = new ArrayList<>(List.of("ovs-vsctl", "add-br", name));
        if (options != null && !options.isEmpty()) {
            words.addAll(List.of("--", "set", "bridge", name));
            options.forEach((column, value) -> words.add(column + "=" + value));
        }
        return words;
    }

    private List<String> linkAdd(String home) {
        List<String> words = new ArrayList<>(List.of("ip", "link", "add"));
        if (link != null) {
            words.addAll(List.of("link", link));
        }
        words.addAll(List.of("name", name));
        settings(words, mac, mtu);
        queueLength(words);
        words.addAll(List.of("type", kind));
        words.addAll(optionWords());
        if (peer != null) {
            words.addAll(List.of("peer", "name", peer.name()));
            settings(words, peer.mac(), peer.mtu());
            if (peer.namespace() != null && !peer.namespace().equals(home)) {
                words.addAll(List.of("netns", peer.namespace().equals(Commands.HOST) ? "1" : peer.namespace()));
            }
        }
        return words;
    }

    private List<String> tuntap() {
        List<String> words = new ArrayList<>(List.of("ip", "tuntap", "add", "dev", name, "mode", kind));
        words.addAll(optionWords());
        return words;
    }

    private List<String> optionWords() {
        return options == null ? List.of() : LinkOptions.words(kind, options);
    }

    private void queueLength(List<String> words) {
        if (txQueueLength != null) {
            words.addAll(List.of("txqueuelen", txQueueLength.toString()));
        }
    }

    private static void settings(List<String> words, @Nullable String mac, @Nullable Integer mtu) {
        if (mac != null) {
            words.addAll(List.of("address", mac));
        }
        if (mtu != null) {
            words.addAll(List.of("mtu", mtu.toString()));
        }
    }
}
