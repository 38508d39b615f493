package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bridge.BridgeAttribute;
import java.util.EnumMap;
import java.util.Map;

/** What a request asks of a bridge ({@code IFLA_BR_*}); of an attribute given twice the second counts. */
public final class BridgeOptions implements LinkOptions {

    private final Map<BridgeAttribute, Long> wanted = new EnumMap<>(BridgeAttribute.class);

    /** An address is told by its bits, a protocol by its EtherType. */
    public BridgeOptions set(BridgeAttribute attribute, long value) {
        wanted.put(attribute, value);
        return this;
    }

    Map<BridgeAttribute, Long> wanted() {
        return wanted;
    }
}
