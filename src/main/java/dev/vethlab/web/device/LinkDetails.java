package dev.vethlab.web.device;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.tun.TunDevice;
import dev.vethlab.tool.ip.IpListing;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code ip -d -j link} tells about a device beyond what every device has.
 *
 * @param options {@code info_data}
 * @param portOptions {@code info_slave_data}
 */
record LinkDetails(
        @Nullable Map<String, Object> options, @Nullable Map<String, Object> portOptions) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static LinkDetails of(Kernel kernel, Namespace namespace, NetDevice device) {
        boolean plain = device.isLoopback() || device.kind().equals("veth");
        if (plain && device.master().isEmpty()) {
            return new LinkDetails(null, null);
        }
        JsonNode info = JSON.readTree(IpListing.link(kernel, namespace, device, "-d", "-j"))
                .at("/0/linkinfo");
        return new LinkDetails(object(info.path("info_data")), object(info.path("info_slave_data")));
    }

    /** What clients call a kind of devices. */
    static String kind(Kernel kernel, Namespace namespace, NetDevice device) {
        if (device.isLoopback()) {
            return "loopback";
        }
        if (Masters.isOvsBridge(kernel, namespace, device)) {
            return Masters.OVS_BRIDGE;
        }
        return device instanceof TunDevice tun ? tun.settings().type() : device.kind();
    }

    private static @Nullable Map<String, Object> object(JsonNode node) {
        return node.isObject() ? JSON.convertValue(node, OBJECT) : null;
    }
}
