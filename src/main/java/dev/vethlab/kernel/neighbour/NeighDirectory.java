package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlDirectory;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNode;
import dev.vethlab.kernel.sysctl.SysctlNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The directory {@code net/ipv4/neigh}: every device; {@code default} is the initial namespace's alone. */
final class NeighDirectory implements SysctlDirectory {

    private static final List<String> FILES =
            Arrays.stream(NeighFile.values()).map(NeighFile::fileName).sorted().toList();

    private static final String DEFAULT = "default";

    private final NetNamespace net;
    private final NeighbourTable table;

    NeighDirectory(NetNamespace net, NeighbourTable table) {
        this.net = net;
        this.table = table;
    }

    @Override
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        if (net.sysctls().isInitial()) {
            names.add(DEFAULT);
        }
        for (NetDevice device : net.devices().all()) {
            if (table.hasParms(device)) {
                names.add(device.name());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<SysctlNode> child(String name) {
        if (name.equals(DEFAULT) && net.sysctls().isInitial()) {
            return Optional.of(new OfMachine());
        }
        return net.devices()
                .byName(name)
                .filter(device -> device.name().equals(name) && table.hasParms(device))
                .map(device -> new OfDevice(table.parms(device)));
    }

    /** The defaults of all namespaces, and the limits that they share. */
    private final class OfMachine implements SysctlDirectory {

        @Override
        public List<String> names() {
            TreeSet<String> names = new TreeSet<>(FILES);
            names.addAll(NeighThresholds.fileNames());
            return List.copyOf(names);
        }

        @Override
        public Optional<SysctlNode> child(String name) {
            NeighbourUpkeep upkeep = table.upkeep();
            Optional<SysctlFile> limit = upkeep.thresholds().file(name, upkeep::watch);
            return limit.isPresent()
                    ? limit.map(SysctlNode.class::cast)
                    : NeighFile.ofName(name).map(file -> new OfSetting(upkeep.defaults(), file, this::spread));
        }

        /** Devices of this namespace follow, those of others do not. */
        private void spread(NeighFile file) {
            for (NetDevice device : net.devices().all()) {
                table.parms(device).follow(table.upkeep().defaults(), file.setting());
            }
        }
    }

    private record OfDevice(NeighParms parms) implements SysctlDirectory {

        @Override
        public List<String> names() {
            return FILES;
        }

        @Override
        public Optional<SysctlNode> child(String name) {
            return NeighFile.ofName(name).map(file -> new OfSetting(parms, file, set -> {}));
        }
    }

    private record OfSetting(NeighParms parms, NeighFile file, Consumer<NeighFile> afterwards) implements SysctlFile {

        @Override
        public String read() {
            return file.read(parms);
        }

        @Override
        public void write(String text) throws KernelException {
            if (text.isEmpty()) {
                return;
            }
            SysctlNumber number = SysctlNumber.first(text);
            long value = number.negative() ? -number.magnitude() : number.magnitude();
            if (number.magnitude() < 0 || !file.accepts(value)) {
                throw new KernelException(Errno.EINVAL);
            }
            file.write(parms, value);
            afterwards.accept(file);
        }
    }
}
