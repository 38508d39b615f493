package dev.vethlab.vswitch;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.device.NetNamespace;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The instances of Open vSwitch that run on a machine, by the folder that their sockets are in. One runs in the machine's first namespace
 * from the first time that somebody asks for it, as a service of the system does; others are started in a namespace by hand.
 */
public final class VSwitches {

    /** The folder of the one that the system runs. */
    public static final String SYSTEM = "/run/openvswitch";

    private final NetNamespace initial;
    private final TreeMap<String, VSwitch> byFolder = new TreeMap<>();

    private VSwitches(NetNamespace initial) {
        this.initial = initial;
    }

    /** Those of a machine. */
    public static VSwitches of(Kernel kernel) {
        return kernel.initial().net().subsystem(VSwitches.class, VSwitches::new);
    }

    private static String folder(String name) {
        return name.startsWith("/var/run/") ? name.substring("/var".length()) : name;
    }

    /** The one whose sockets are in a folder. */
    public Optional<VSwitch> in(String name) {
        String folder = folder(name);
        if (folder.equals(SYSTEM) && !byFolder.containsKey(SYSTEM)) {
            byFolder.put(SYSTEM, new VSwitch(initial));
            initial.machine().changed();
        }
        return Optional.ofNullable(byFolder.get(folder));
    }

    /** Starts one in a namespace, unless one has its sockets in that folder; whether it was started. */
    public boolean start(String name, NetNamespace where) {
        if (in(name).isPresent()) {
            return false;
        }
        byFolder.put(folder(name), new VSwitch(where));
        where.machine().changed();
        return true;
    }
}
