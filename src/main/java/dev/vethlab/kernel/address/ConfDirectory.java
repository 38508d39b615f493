package dev.vethlab.kernel.address;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.sysctl.SysctlDirectory;
import dev.vethlab.kernel.sysctl.SysctlNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The directory {@code net/ipv4/conf}: {@code all}, {@code default}, and every device with IPv4. */
final class ConfDirectory implements SysctlDirectory {

    private static final List<String> FILES =
            Arrays.stream(DevConf.values()).map(DevConf::fileName).sorted().toList();

    private final NetNamespace net;
    private final InetDevices inet;

    ConfDirectory(NetNamespace net, InetDevices inet) {
        this.net = net;
        this.inet = inet;
    }

    @Override
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(List.of("all", "default"));
        for (InDevice device : inet.all()) {
            names.add(device.device().name());
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<SysctlNode> child(String name) {
        return switch (name) {
            case "all" -> Optional.of(new OfOne(inet.allValues()));
            case "default" -> Optional.of(new OfOne(inet.defaultValues()));
            default ->
                net.devices()
                        .byName(name)
                        .filter(device -> device.name().equals(name))
                        .flatMap(this::ofDevice);
        };
    }

    private Optional<SysctlNode> ofDevice(NetDevice device) {
        return Optional.ofNullable(inet.of(device)).map(inDevice -> new OfOne(inDevice.conf));
    }

    private final class OfOne implements SysctlDirectory {

        private final DevConfValues values;

        OfOne(DevConfValues values) {
            this.values = values;
        }

        @Override
        public List<String> names() {
            return FILES;
        }

        @Override
        public Optional<SysctlNode> child(String name) {
            return DevConf.ofFile(name).map(setting -> new ConfFile(inet, values, setting));
        }
    }
}
