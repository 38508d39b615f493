package dev.vethlab.kernel.address;

import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlDirectory;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNode;
import dev.vethlab.kernel.sysctl.SysctlSpec;
import dev.vethlab.kernel.sysctl.SysctlTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The per-device settings of IPv6, {@code net/ipv6/conf} and {@code net/ipv6/neigh}: they can be read and written, and nothing in
 * the simulated machine goes by them. The machine is one that was booted with IPv6 disabled on all devices. New devices take {@code default} over; {@code all} is written through where the kernel does
 * ({@code addrconf_disable_ipv6}, {@code addrconf_fixup_forwarding}).
 */
final class UnsimulatedSettings implements SysctlDirectory {

    private static final String SWITCH = "disable_ipv6";
    private static final String OFF = "1";
    private static final int LEAST_MTU = 1280;
    private static final Set<String> WRITTEN_THROUGH = Set.of(SWITCH, "forwarding");
    private static final Map<String, String> OF_LOOPBACK = Map.of("accept_dad", "-1", "use_tempaddr", "-1");

    private final NetNamespace net;
    private final String path;
    private final boolean hasAll;

    /** What was written, by name of the file; for {@code all}, {@code default} and by device. */
    private final Map<String, String> all = new HashMap<>();

    private final Map<String, String> defaults = new HashMap<>();
    private final Map<NetDevice, Map<String, String>> devices = new HashMap<>();

    /**
     * @param path where the directory is
     * @param hasAll whether it has {@code all} and {@code default}
     */
    UnsimulatedSettings(NetNamespace net, String path, boolean hasAll) {
        this.net = net;
        this.path = path;
        this.hasAll = hasAll;
        net.sysctls().mount(path, this);
        net.addListener(this::on);
    }

    /** Whether {@code disable_ipv6} is on for a device. */
    boolean isOff(NetDevice device) {
        return !devices.getOrDefault(device, Map.of()).getOrDefault(SWITCH, OFF).equals("0");
    }

    private void on(DeviceEvent event, NetDevice device) {
        if (event == DeviceEvent.REGISTER && !defaults.isEmpty()) {
            devices.put(device, new HashMap<>(defaults));
        } else if (event == DeviceEvent.UNREGISTER) {
            devices.remove(device);
        } else if (event == DeviceEvent.CHANGE_MTU && devices.containsKey(device)) {
            devices.get(device).remove("mtu");
        }
    }

    @Override
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(hasAll ? List.of("all", "default") : List.of());
        for (NetDevice device : net.devices().all()) {
            if (device.mtu() >= LEAST_MTU) {
                names.add(device.name());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<SysctlNode> child(String name) {
        if (hasAll && name.equals("all")) {
            return Optional.of(new OfOne(Optional.empty(), all));
        }
        if (hasAll && name.equals("default")) {
            return Optional.of(new OfOne(Optional.empty(), defaults));
        }
        return net.devices()
                .byName(name)
                .filter(device -> device.name().equals(name) && device.mtu() >= LEAST_MTU)
                .map(device -> new OfOne(Optional.of(device), devices.getOrDefault(device, Map.of())));
    }

    private void write(OfOne directory, String name, String value) {
        if (directory.device.isPresent()) {
            devices.computeIfAbsent(directory.device.get(), device -> new HashMap<>())
                    .put(name, value);
            return;
        }
        directory.written.put(name, value);
        if (directory.written == all && WRITTEN_THROUGH.contains(name)) {
            defaults.put(name, value);
            for (NetDevice device : net.devices().all()) {
                devices.computeIfAbsent(device, each -> new HashMap<>()).put(name, value);
            }
        }
    }

    private final class OfOne implements SysctlDirectory {

        private final Optional<NetDevice> device;
        private final Map<String, String> written;

        OfOne(Optional<NetDevice> device, Map<String, String> written) {
            this.device = device;
            this.written = written;
        }

        @Override
        public List<String> names() {
            Collection<SysctlSpec> specs = SysctlTable.get().below(path + "/*");
            return specs.stream().map(spec -> fileName(spec.path())).sorted().toList();
        }

        @Override
        public Optional<SysctlNode> child(String name) {
            return SysctlTable.get().find(path + "/*/" + name).map(spec -> new OneFile(this, spec));
        }

        String value(SysctlSpec spec) {
            String name = fileName(spec.path());
            String own = written.get(name);
            return own != null ? own : initial(spec, name);
        }

        /** What a device has that nobody has written to; only loopback and the MTU differ from the table. */
        private String initial(SysctlSpec spec, String name) {
            if (name.equals(SWITCH)) {
                return OFF;
            }
            if (device.isEmpty()) {
                return name.equals("accept_dad") && written == defaults ? "1" : spec.initial();
            }
            if (device.get().isLoopback() && OF_LOOPBACK.containsKey(name)) {
                return OF_LOOPBACK.get(name);
            }
            return switch (name) {
                case "mtu" -> Integer.toString(device.get().mtu());
                case "accept_dad" -> "1";
                default -> spec.initial();
            };
        }

        private static String fileName(String path) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private final class OneFile implements SysctlFile {

        private final OfOne directory;
        private final SysctlSpec spec;

        OneFile(OfOne directory, SysctlSpec spec) {
            this.directory = directory;
            this.spec = spec;
        }

        @Override
        public String read() throws KernelException {
            String value = directory.value(spec);
            if (value.isEmpty()) {
                throw new KernelException(Errno.EIO);
            }
            return value;
        }

        @Override
        public void write(String text) throws KernelException {
            if ((mode() & 0200) == 0) {
                throw new KernelException(Errno.EACCES);
            }
            if (!text.isEmpty()) {
                String value = spec.accept(directory.value(spec), text);
                UnsimulatedSettings.this.write(directory, OfOne.fileName(spec.path()), value);
            }
        }

        @Override
        public int mode() {
            return spec.mode();
        }
    }
}
