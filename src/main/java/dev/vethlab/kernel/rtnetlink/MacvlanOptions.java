package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.macvlan.MacvlanMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a request asks of a macvlan ({@code IFLA_MACVLAN_*}). */
public final class MacvlanOptions implements LinkOptions {

    /** What becomes of the stations that a device in source mode hears. */
    public enum SourceChange {
        ADD,
        DELETE,
        FLUSH,
        SET
    }

    public Optional<MacvlanMode> mode = Optional.empty();

    /** {@code MACVLAN_FLAG_*}. */
    public Optional<Integer> flags = Optional.empty();

    /** How many frames to many may wait. */
    public OptionalLong broadcastQueueLength = OptionalLong.empty();

    public Optional<SourceChange> sourceChange = Optional.empty();
    public final List<MacAddress> sources = new ArrayList<>();
}
