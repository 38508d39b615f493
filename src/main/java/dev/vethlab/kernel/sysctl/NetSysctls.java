package dev.vethlab.kernel.sysctl;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of a namespace that belong to no device, and the tree under /proc/sys that shows them together with what
 * other subsystems have put into it.
 */
public final class NetSysctls {

    private static final NetIpv4[] TYPED = NetIpv4.values();
    private static final Map<String, NetIpv4> TYPED_BY_PATH = typedByPath();
    private static final int[] FIRST_INITIAL = initial(0);
    private static final int[] SECOND_INITIAL = initial(1);
    private static final int[] THIRD_INITIAL = initial(2);

    private static final String RESERVED_PORTS = "net/ipv4/ip_local_reserved_ports";
    private static final int PORTS = 65_536;

    private final boolean initial;
    private final int[] first = FIRST_INITIAL.clone();
    private final int[] second = SECOND_INITIAL.clone();
    private final int[] third = THIRD_INITIAL.clone();

    /** What reading gives, for those that were written to. */
    private final Map<String, String> changed = new HashMap<>();

    /** Ports that nobody gets who does not ask for them. */
    private BitSet reservedPorts = new BitSet();

    private final List<Runnable> flushes = new ArrayList<>();

    final NavigableMap<String, SysctlNode> mounted = new TreeMap<>();

    /**
     * The kernel's own values.
     *
     * @param initial whether this is the namespace that the machine booted with, which has more settings than others
     */
    public NetSysctls(boolean initial) {
        this.initial = initial;
    }

    /** Whether this is the namespace that the machine booted with. */
    public boolean isInitial() {
        return initial;
    }

    /** A value; unsigned ones that are larger than an int are {@link Integer#MAX_VALUE}. */
    public int get(NetIpv4 setting) {
        return first[setting.ordinal()];
    }

    /** The second number of a range. */
    public int second(NetIpv4 setting) {
        return second[setting.ordinal()];
    }

    /** The third number of a vector. */
    public int third(NetIpv4 setting) {
        return third[setting.ordinal()];
    }

    /** Whether a port is kept for programs that ask for it ({@code inet_is_local_reserved_port}). */
    public boolean isReservedPort(int port) {
        return reservedPorts.get(port);
    }

    /** Whether a value is not 0. */
    public boolean isSet(NetIpv4 setting) {
        return get(setting) != 0;
    }

    /** Puts a file or a directory of another subsystem into the tree, in front of what the table says. */
    public void mount(String path, SysctlNode node) {
        mounted.put(path, node);
    }

    /** Has something done when cached routes are to be dropped: {@code net.ipv4.route.flush} was written to. */
    public void onRouteFlush(Runnable action) {
        flushes.add(action);
    }

    /** The directory /proc/sys. */
    public SysctlDirectory root() {
        return new TableDirectory(this, "");
    }

    /** What is at a path below /proc/sys, split at slashes; device names may hold dots. */
    public Optional<SysctlNode> find(String path) {
        SysctlNode node = root();
        for (String part : path.split("/+", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            if (!(node instanceof SysctlDirectory directory)) {
                return Optional.empty();
            }
            Optional<SysctlNode> child = directory.child(part);
            if (child.isEmpty()) {
                return Optional.empty();
            }
            node = child.get();
        }
        return Optional.of(node);
    }

    /** What the table shows here. */
    TableListing listing() {
        return SysctlTable.get().listing(initial);
    }

    boolean has(SysctlSpec spec) {
        return initial || !spec.initialOnly();
    }

    String read(SysctlSpec spec) throws KernelException {
        String value = changed.getOrDefault(spec.path(), spec.initial());
        if (spec.format() == SysctlFormat.SECRET && value.isEmpty()) {
            throw new KernelException(Errno.EIO);
        }
        return value;
    }

    void write(SysctlSpec spec, String text) throws KernelException {
        String value = spec.format().accept(spec, read(spec), text);
        value = NetLimits.check(this, spec, value);
        if (spec.format() == SysctlFormat.TRIGGER) {
            if (spec.path().startsWith("net/ipv4/")) {
                flushes.forEach(Runnable::run);
            }
            return;
        }
        changed.put(spec.path(), value);
        if (spec.path().equals(RESERVED_PORTS)) {
            reservedPorts = SysctlBitmap.parse(value, PORTS).bits();
        }
        NetIpv4 typed = TYPED_BY_PATH.get(spec.path());
        if (typed != null) {
            store(typed, value);
        }
    }

    private void store(NetIpv4 setting, String value) {
        first[setting.ordinal()] = number(value, 0);
        second[setting.ordinal()] = number(value, 1);
        third[setting.ordinal()] = number(value, 2);
    }

    private static int[] initial(int index) {
        int[] values = new int[TYPED.length];
        for (NetIpv4 setting : TYPED) {
            values[setting.ordinal()] =
                    number(SysctlTable.get().require(setting.path()).initial(), index);
        }
        return values;
    }

    /** The number at an index of a vector, 0 where it has no such; one that is too large is the largest int. */
    private static int number(String vector, int index) {
        String[] numbers = vector.split("\t", -1);
        if (index >= numbers.length) {
            return 0;
        }
        if (numbers[index].startsWith("-")) {
            return (int) Long.parseLong(numbers[index]);
        }
        long value = Long.parseUnsignedLong(numbers[index]);
        return value < 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, value);
    }

    private static Map<String, NetIpv4> typedByPath() {
        Map<String, NetIpv4> byPath = new HashMap<>();
        for (NetIpv4 setting : TYPED) {
            byPath.put(setting.path(), setting);
        }
        return Map.copyOf(byPath);
    }
}
