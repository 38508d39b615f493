package dev.vethlab.web.device;

import dev.vethlab.web.syntax.Syntax;
import dev.vethlab.web.syntax.WrittenAs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says when it makes an interface.
 *
 * @param kind what {@code ip link add ... type} takes
 * @param peer the other end, which a veth needs
 */
record NewInterface(
        @NotNull(message = "must be given") @WrittenAs(Syntax.DEVICE_NAME)
        String name,

        @NotNull(message = "must be given, such as veth")
        @Pattern(regexp = "[a-z][a-z0-9-]{0,31}", message = "must be a kind of interface, such as veth")
        String kind,

        @Nullable @WrittenAs(Syntax.MAC) String mac,
        @Nullable @Min(0) @Max(Integer.MAX_VALUE) Integer mtu,
        @Nullable Boolean up,
        @Nullable @Valid NewPeer peer) {

    /** The other end of a veth pair; in the same namespace where none is named. */
    record NewPeer(
            @Nullable @WrittenAs(Syntax.NAMESPACE_NAME) String namespace,

            @NotNull(message = "must be given") @WrittenAs(Syntax.DEVICE_NAME)
            String name,

            @Nullable @WrittenAs(Syntax.MAC) String mac,
            @Nullable @Min(0) @Max(Integer.MAX_VALUE) Integer mtu) {}

    static void settings(List<String> words, @Nullable String mac, @Nullable Integer mtu) {
        if (mac != null) {
            words.addAll(List.of("address", mac));
        }
        if (mtu != null) {
            words.addAll(List.of("mtu", mtu.toString()));
        }
    }

    /** The command that makes it, without the program's name and namespace options. */
    List<String> words(String home) {
        List<String> words = new ArrayList<>(List.of("ip", "link", "add", "name", name));
        settings(words, mac, mtu);
        words.addAll(List.of("type", kind));
        if (peer != null) {
            words.addAll(List.of("peer", "name", peer.name()));
            settings(words, peer.mac(), peer.mtu());
            if (peer.namespace() != null && !peer.namespace().equals(home)) {
                words.addAll(List.of("netns", peer.namespace()));
            }
        }
        return words;
    }
}
