package dev.vethlab.kernel;

import dev.vethlab.kernel.device.Softnet;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The simulated machine: its clock, its namespaces, its captures. One lab, used by one thread at a time. */
public final class Kernel {

    private static final int MOST_STEPS = 100_000;

    private final Machine machine;
    private final Softnet softnet;
    private final Map<String, Namespace> named = new LinkedHashMap<>();
    private final Namespace initial;

    /**
     * Boots a machine whose first namespace is called {@code host} and holds {@code lo} alone, down.
     *
     * @param seed decides everything that is drawn by lot
     * @param captureLimit the most packets kept a device
     */
    public Kernel(long seed, int captureLimit) {
        this.machine = new Machine(seed, new Tracer(MOST_STEPS), new CaptureLog(captureLimit));
        this.softnet = new Softnet(machine);
        this.initial = boot("host");
    }

    public Machine machine() {
        return machine;
    }

    /** The namespace that the machine started with. */
    public Namespace initial() {
        return initial;
    }

    /** The namespaces that have been given a name, newest first as {@code ip netns} lists a directory: by name. */
    public Map<String, Namespace> named() {
        return Map.copyOf(named);
    }

    public Optional<Namespace> named(String name) {
        return Optional.ofNullable(named.get(name));
    }

    /**
     * Makes a namespace with a name ({@code ip netns add}).
     *
     * @throws KernelException EEXIST
     */
    public Namespace add(String name) throws KernelException {
        throw new UnsupportedOperationException("to be written: " + name);
    }

    /**
     * Deletes a namespace: its devices go, and with them the other ends of its veth pairs.
     *
     * @throws KernelException ENOENT
     */
    public void delete(String name) throws KernelException {
        throw new UnsupportedOperationException("to be written: " + name);
    }

    private Namespace boot(String label) {
        throw new UnsupportedOperationException("to be written: " + label + softnet);
    }
}
