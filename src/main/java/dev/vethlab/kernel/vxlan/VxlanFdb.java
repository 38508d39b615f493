package dev.vethlab.kernel.vxlan;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forwarding database of a VXLAN device: which host a station is behind ({@code vxlan_fdb_*}). */
public final class VxlanFdb {

    public static final int NUD_REACHABLE = 0x02;
    public static final int NUD_NOARP = 0x40;
    public static final int NUD_PERMANENT = 0x80;

    /** Learnt elsewhere: it does not age ({@code NTF_EXT_LEARNED}). */
    public static final int NTF_EXT_LEARNED = 0x10;

    /** What a request makes of an entry that is there, and of one that is not ({@code NLM_F_*}). */
    public enum Intent {
        /** Make it; it must not be there. */
        ADD,
        /** Make it, or add one more host to one for many. */
        APPEND,
        /** Make it, or have its frames go elsewhere. */
        REPLACE
    }

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LOOK_EVERY_NS = 10 * SECOND_NS;

    private final VxlanDevice device;
    private final Map<MacAddress, VxlanEntry> entries = new LinkedHashMap<>();
    private @Nullable Timer ageing;
    private long lookedNs;

    VxlanFdb(VxlanDevice device) {
        this.device = device;
    }

    /** All entries. */
    public List<VxlanEntry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<VxlanEntry> find(MacAddress address) {
        return Optional.ofNullable(entries.get(address));
    }

    private Machine machine() {
        return device.machine();
    }

    /** The entry of a station whose frames are to be sent, which is used by that ({@code vxlan_find_mac}). */
    @Nullable
    VxlanEntry use(MacAddress address) {
        VxlanEntry entry = entries.get(address);
        if (entry != null) {
            entry.usedNs = machine().nowNs();
        }
        return entry;
    }

    /** A host as a request names it, with what the request leaves open filled in ({@code vxlan_fdb_parse}). */
    public VxlanRemote remote(Ipv4Address address, Optional<Integer> port, Optional<Integer> vni, int via) {
        return new VxlanRemote(address, port.orElse(device.config().port), vni.orElse(device.config().vni), via);
    }

    /**
     * Makes or changes an entry ({@code vxlan_fdb_add}).
     *
     * @param state {@code NUD_*}
     * @param flags {@code NTF_*}
     * @throws KernelException EEXIST, EOPNOTSUPP, ENOSPC, EINVAL
     */
    public void update(MacAddress address, VxlanRemote remote, int state, int flags, Intent intent)
            throws KernelException {
        if ((state & (NUD_PERMANENT | NUD_REACHABLE)) == 0) {
            throw new KernelException(Errno.EINVAL, "RTM_NEWNEIGH with invalid state 0x" + Integer.toHexString(state));
        }
        VxlanEntry entry = entries.get(address);
        if (entry == null) {
            create(address, remote, state, flags, intent == Intent.REPLACE);
        } else if (intent == Intent.ADD) {
            throw new KernelException(Errno.EEXIST);
        } else {
            change(entry, remote, state, flags, intent);
        }
        machine().changed();
    }

    private void create(MacAddress address, VxlanRemote remote, int state, int flags, boolean replacing)
            throws KernelException {
        VxlanEntry entry = new VxlanEntry(address, state, flags, machine().nowNs());
        if (replacing && entry.isForMany()) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        if (device.config().limit != 0 && entries.size() >= device.config().limit) {
            throw new KernelException(Errno.ENOSPC);
        }
        entry.remotes.add(remote);
        entries.put(address, entry);
        watchAge();
    }

    private void change(VxlanEntry entry, VxlanRemote remote, int state, int flags, Intent intent)
            throws KernelException {
        if (intent == Intent.REPLACE && entry.isForMany()) {
            throw new KernelException(Errno.EOPNOTSUPP, "Cannot replace non-unicast fdb entries");
        }
        entry.state = state;
        entry.flags = flags;
        entry.updatedNs = machine().nowNs();
        if (intent == Intent.REPLACE) {
            entry.remotes.clear();
            entry.remotes.add(remote);
        } else if (entry.isForMany() && !entry.remotes.contains(remote)) {
            entry.remotes.add(remote);
        }
    }

    /**
     * Deletes an entry, or one of the hosts of one for many; a host that it does not have is none of its business ({@code
     * __vxlan_fdb_delete}).
     *
     * @throws KernelException ENOENT
     */
    public void delete(MacAddress address, Optional<VxlanRemote> remote) throws KernelException {
        VxlanEntry entry = entries.get(address);
        if (entry == null) {
            throw new KernelException(Errno.ENOENT);
        }
        if (remote.isPresent() && !entry.remotes.contains(remote.get())) {
            return;
        }
        if (remote.isPresent() && entry.remotes.size() > 1) {
            entry.remotes.remove(remote.get());
        } else {
            entries.remove(address);
        }
        machine().changed();
    }

    /** Has the frames without an entry go elsewhere, or nowhere: the device's own remote has changed. */
    void changeDefault(Optional<VxlanRemote> old, Optional<VxlanRemote> now) {
        VxlanEntry entry = entries.get(MacAddress.ZERO);
        if (entry != null && old.isPresent()) {
            entry.remotes.remove(old.get());
            if (entry.remotes.isEmpty()) {
                entries.remove(MacAddress.ZERO);
            }
        }
        if (now.isEmpty()) {
            return;
        }
        entry = entries.get(MacAddress.ZERO);
        if (entry == null) {
            entry = new VxlanEntry(
                    MacAddress.ZERO, NUD_REACHABLE | NUD_PERMANENT, 0, machine().nowNs());
            entries.put(MacAddress.ZERO, entry);
        }
        entry.remotes.add(now.get());
    }

    /**
     * Notes which host a frame came from ({@code vxlan_snoop}).
     *
     * @return false for a frame that pretends to come from a station that is known to be elsewhere
     */
    boolean learn(MacAddress station, Ipv4Address host) {
        VxlanEntry entry = entries.get(station);
        long nowNs = machine().nowNs();
        if (entry == null) {
            boolean full = device.config().limit != 0 && entries.size() >= device.config().limit;
            if (!full) {
                VxlanEntry learnt = new VxlanEntry(station, NUD_REACHABLE, 0, nowNs);
                learnt.remotes.add(new VxlanRemote(host, device.config().port, device.config().vni, 0));
                entries.put(station, learnt);
                watchAge();
            }
            return true;
        }
        VxlanRemote remote = entry.remotes.get(0);
        if (remote.address().equals(host) && remote.device() == 0) {
            entry.updatedNs = nowNs;
            return true;
        }
        if (entry.isStatic()) {
            return false;
        }
        entry.remotes.set(0, new VxlanRemote(host, remote.port(), remote.vni(), 0));
        entry.updatedNs = nowNs;
        return true;
    }

    /** The device came up: from now on it is looked for entries that are too old. */
    void start() {
        lookedNs = machine().nowNs();
        watchAge();
    }

    /** The device went down: what was learnt is forgotten ({@code vxlan_flush}). */
    void stop() {
        if (ageing != null) {
            ageing.cancel();
            ageing = null;
        }
        entries.values().removeIf(entry -> !entry.isStatic());
    }

    void clear() {
        stop();
        entries.clear();
    }

    private boolean ages(VxlanEntry entry) {
        return !entry.isStatic() && (entry.flags & NTF_EXT_LEARNED) == 0;
    }

    /** Sees to it that somebody looks when an entry may be too old; every ten seconds, as Linux does. */
    private void watchAge() {
        boolean needed = device.isUp()
                && device.config().ageing != 0
                && entries.values().stream().anyMatch(this::ages);
        if (!needed || ageing != null) {
            return;
        }
        long sinceNs = machine().nowNs() - lookedNs;
        long rounds = sinceNs / LOOK_EVERY_NS + 1;
        ageing = machine().schedule(rounds * LOOK_EVERY_NS - sinceNs, this::look);
    }

    /** {@code vxlan_cleanup}. */
    void look() {
        if (ageing != null) {
            ageing.cancel();
        }
        ageing = null;
        lookedNs = machine().nowNs();
        long nextNs = lookedNs + LOOK_EVERY_NS;
        boolean ageingEntries = false;
        for (VxlanEntry entry : new ArrayList<>(entries.values())) {
            if (!ages(entry)) {
                continue;
            }
            long untilNs = Math.max(entry.usedNs, entry.updatedNs) + device.config().ageing * SECOND_NS;
            if (untilNs <= lookedNs) {
                entries.remove(entry.address());
            } else {
                ageingEntries = true;
                nextNs = Math.min(nextNs, untilNs);
            }
        }
        if (ageingEntries && device.isUp()) {
            ageing = machine().schedule(nextNs - lookedNs, this::look);
        }
    }
}
