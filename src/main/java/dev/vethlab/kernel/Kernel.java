package dev.vethlab.kernel;

import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.Loopback;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Softnet;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.neighbour.NeighbourUpkeep;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulated machine: its clock, its namespaces, its captures. One lab, used by one thread at a time. */
public final class Kernel {

    private static final int MOST_STEPS = 100_000;

    private final Machine machine;
    private final Softnet softnet;
    private final NeighbourUpkeep neighbourUpkeep;
    private final Map<String, Namespace> named = new LinkedHashMap<>();
    private final Namespace initial;

    private final Optional<Namespace> inherited;

    /** A machine whose first namespace is one that {@code unshare -n} made: later ones do not take over its settings. */
    public Kernel(long seed, int captureLimit) {
        this(seed, captureLimit, false);
    }

    /**
     * The same, on a machine that has been up for so long.
     *
     * @param uptimeNs decides on which ticks timers fire, and nothing else
     */
    public Kernel(long seed, int captureLimit, long uptimeNs) {
        this(seed, captureLimit, false, uptimeNs);
    }

    /**
     * Boots a machine whose first namespace is called {@code host} and holds {@code lo} alone, down.
     *
     * @param seed decides everything that is drawn by lot
     * @param captureLimit the most packets kept a device
     * @param bootedFirst whether the first namespace is the one that the machine booted with, whose settings {@code all} and
     *     {@code default} every later namespace takes over
     */
    public Kernel(long seed, int captureLimit, boolean bootedFirst) {
        this(seed, captureLimit, bootedFirst, Jiffies.USUAL_UPTIME_NS);
    }

    private Kernel(long seed, int captureLimit, boolean bootedFirst, long uptimeNs) {
        this.machine = new Machine(seed, new Tracer(MOST_STEPS), new CaptureLog(captureLimit), uptimeNs);
        this.softnet = new Softnet(machine);
        this.neighbourUpkeep = new NeighbourUpkeep(machine);
        this.initial = Namespace.compose(
                new NetNamespace(machine, softnet, "host", bootedFirst), neighbourUpkeep, Optional.empty());
        this.inherited = bootedFirst ? Optional.of(initial) : Optional.empty();
        addLoopback(initial);
    }

    public Machine machine() {
        return machine;
    }

    /** What the neighbours of all namespaces have in common. */
    public NeighbourUpkeep neighbourUpkeep() {
        return neighbourUpkeep;
    }

    /** The namespace that the machine started with. */
    public Namespace initial() {
        return initial;
    }

    /** The namespaces that have been given a name, by name, newest first, as a directory lists them. */
    public Map<String, Namespace> named() {
        List<String> names = new ArrayList<>(named.keySet());
        Collections.reverse(names);
        Map<String, Namespace> newestFirst = new LinkedHashMap<>();
        names.forEach(name -> newestFirst.put(name, named.get(name)));
        return Collections.unmodifiableMap(newestFirst);
    }

    public Optional<Namespace> named(String name) {
        return Optional.ofNullable(named.get(name));
    }

    /** Every namespace: the initial one, and those with names, oldest first. */
    public List<Namespace> all() {
        List<Namespace> all = new ArrayList<>(named.size() + 1);
        all.add(initial);
        all.addAll(named.values());
        return all;
    }

    /**
     * Makes a namespace with a name ({@code ip netns add}). A lab's first namespace keeps the label {@code host} to itself:
     * one of that name is labelled {@code netns:host}.
     *
     * @throws KernelException EEXIST
     */
    public Namespace add(String name) throws KernelException {
        if (named.containsKey(name)) {
            throw new KernelException(Errno.EEXIST);
        }
        String label = name.equals(initial.label()) ? "netns:" + name : name;
        Namespace namespace = Namespace.compose(new NetNamespace(machine, softnet, label), neighbourUpkeep, inherited);
        addLoopback(namespace);
        named.put(name, namespace);
        machine.changed();
        return namespace;
    }

    /**
     * Deletes a namespace: its devices go, and with them the other ends of its veth pairs.
     *
     * @throws KernelException ENOENT
     */
    public void delete(String name) throws KernelException {
        Namespace going = named.remove(name);
        if (going == null) {
            throw new KernelException(Errno.ENOENT);
        }
        for (Namespace other : all()) {
            other.net().forgetIdOf(going.net());
        }
        going.net().devices().clear();
        machine.changed();
    }

    private static void addLoopback(Namespace namespace) {
        DeviceTable devices = namespace.net().devices();
        try {
            devices.register(new Loopback(namespace.net()), 0);
        } catch (KernelException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
