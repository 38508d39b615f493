package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bridge.PortAttribute;
import java.util.EnumMap;
import java.util.Map;

/** What a request asks of a port of a bridge ({@code IFLA_BRPORT_*}). */
public final class BridgePortOptions implements LinkOptions {

    private final Map<PortAttribute, Long> wanted = new EnumMap<>(PortAttribute.class);

    /** A switch is told by 1 or 0, a port by its device's index. */
    public BridgePortOptions set(PortAttribute attribute, long value) {
        wanted.put(attribute, value);
        return this;
    }

    Map<PortAttribute, Long> wanted() {
        return wanted;
    }
}
