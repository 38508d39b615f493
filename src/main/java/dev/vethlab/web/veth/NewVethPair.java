package dev.vethlab.web.veth;

import dev.vethlab.lab.Commands;
import dev.vethlab.web.syntax.Syntax;
import dev.vethlab.web.syntax.WrittenAs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says when it makes a veth pair. */
record NewVethPair(
        @NotNull(message = "must be given: a list of two ends") @Size(min = 2, max = 2, message = "must have two ends")
        List<@Valid @NotNull(message = "must be an object") End> ends) {

    /**
     * One end.
     *
     * @param namespace {@code host} where none is named
     * @param up true where nothing is said
     */
    record End(
            @Nullable @WrittenAs(Syntax.NAMESPACE_NAME) String namespace,

            @NotNull(message = "must be given") @WrittenAs(Syntax.DEVICE_NAME)
            String name,

            @Nullable @WrittenAs(Syntax.MAC) String mac,
            @Nullable @Min(0) @Max(Integer.MAX_VALUE) Integer mtu,

            @Nullable @Size(max = 1000)
            List<@NotNull(message = "must be an address") @WrittenAs(Syntax.ADDRESS_WITH_LENGTH) String> addresses,

            @Nullable Boolean up) {

        String home() {
            return namespace == null ? Commands.HOST : namespace;
        }

        private List<String> words(String current) {
            List<String> words = new ArrayList<>(List.of("name", name));
            if (mac != null) {
                words.addAll(List.of("address", mac));
            }
            if (mtu != null) {
                words.addAll(List.of("mtu", mtu.toString()));
            }
            if (!home().equals(current)) {
                words.addAll(List.of("netns", home()));
            }
            return words;
        }
    }

    /** The commands that make the pair. */
    List<List<String>> commands() {
        End one = ends.get(0);
        End other = ends.get(1);
        List<List<String>> commands = new ArrayList<>();
        String current = one.home().equals(other.home()) ? one.home() : Commands.HOST;
        List<String> words = new ArrayList<>(List.of("ip", "link", "add"));
        words.addAll(one.words(current));
        words.addAll(List.of("type", "veth", "peer"));
        words.addAll(other.words(current));
        commands.add(Commands.in(current, words));
        for (End end : ends) {
            for (String address : end.addresses() == null ? List.<String>of() : end.addresses()) {
                commands.add(Commands.in(end.home(), "ip", "address", "add", address, "dev", end.name()));
            }
        }
        for (End end : ends) {
            if (!Boolean.FALSE.equals(end.up())) {
                commands.add(Commands.in(end.home(), "ip", "link", "set", "dev", end.name(), "up"));
            }
        }
        return commands;
    }
}
