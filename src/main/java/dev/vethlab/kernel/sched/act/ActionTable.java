package dev.vethlab.kernel.sched.act;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The actions of a namespace by kind and number ({@code struct tcf_idrinfo}). */
public final class ActionTable {

    private static final int MOST_NESTED = 4;

    private final NetNamespace net;
    private final Map<String, TreeMap<Integer, Action>> byKind = new HashMap<>();
    private int nested;

    private ActionTable(NetNamespace net) {
        this.net = net;
    }

    /** Those of a namespace. */
    public static ActionTable of(NetNamespace net) {
        return net.subsystem(ActionTable.class, ActionTable::new);
    }

    Machine machine() {
        return net.machine();
    }

    /**
     * The action that is asked for, made or found ({@code tcf_action_init_1}).
     *
     * @throws KernelException what its kind refuses
     */
    Action get(ActionSpec spec) throws KernelException {
        String kind = kindOf(spec);
        TreeMap<Integer, Action> known = byKind.computeIfAbsent(kind, name -> new TreeMap<>());
        Action found = known.get(spec.index());
        if (found != null) {
            found.hold();
            return found;
        }
        if (spec.onlyIndex()) {
            throw new KernelException(Errno.ENOENT);
        }
        int index = spec.index();
        if (index == 0) {
            index = 1;
            while (known.containsKey(index)) {
                index++;
            }
        }
        Action made = make(spec, index);
        known.put(index, made);
        return made;
    }

    private Action make(ActionSpec spec, int index) throws KernelException {
        if (spec instanceof GactSpec) {
            return new Gact(this, index, (GactSpec) spec);
        }
        if (spec instanceof PoliceSpec) {
            return new Police(this, index, (PoliceSpec) spec);
        }
        MirredSpec mirred = (MirredSpec) spec;
        if (mirred.device() == 0) {
            throw new KernelException(Errno.EINVAL, "Specified device does not exist");
        }
        NetDevice device = net.devices().byIndex(mirred.device()).orElseThrow(() -> new KernelException(Errno.ENODEV));
        return new Mirred(this, index, mirred, device);
    }

    private static String kindOf(ActionSpec spec) {
        if (spec instanceof GactSpec) {
            return "gact";
        }
        return spec instanceof MirredSpec ? "mirred" : "police";
    }

    void remove(Action action) {
        TreeMap<Integer, Action> known = byKind.get(action.kind());
        if (known != null) {
            known.remove(action.index());
        }
    }

    boolean enterMirred() {
        if (nested >= MOST_NESTED) {
            return false;
        }
        nested++;
        return true;
    }

    void leaveMirred() {
        nested--;
    }
}
