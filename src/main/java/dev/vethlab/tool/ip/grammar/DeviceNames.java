package dev.vethlab.tool.ip.grammar;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.DeviceName;
import dev.vethlab.kernel.device.L3Master;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.rtnetlink.Links;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The names and indexes of a namespace's devices, as iproute2 looks them up (lib/ll_map.c): each device is asked for once, or all
 * of them at once. Asking has effects: the kernel looks at the carrier of a device that is asked for by itself, and gives an id to
 * the namespace that its other end is in.
 */
public final class DeviceNames {

    private static final int MAIN = 254;

    private final Namespace namespace;
    private final Set<NetDevice> known = new HashSet<>();

    DeviceNames(Namespace namespace) {
        this.namespace = namespace;
    }

    /** Asks for all links ({@code ll_init_map}). */
    public void askForAll() {
        new Links(namespace.net()).dump();
        remember();
    }

    /** All links have been listed, and their names been kept ({@code ll_remember_index}). */
    public void remember() {
        known.addAll(namespace.net().devices().all());
    }

    /** {@code ll_link_get}. */
    private void ask(NetDevice device) {
        if (known.add(device)) {
            new Links(namespace.net()).get(device);
        }
    }

    /**
     * The index of a name, an alternative name, or of {@code ifN}, which need not exist ({@code ll_name_to_index}).
     *
     * @return 0 where there is none
     */
    public int indexOf(String name) {
        Optional<NetDevice> device = namespace.net().devices().byName(name);
        device.ifPresent(this::ask);
        return device.isPresent() ? device.get().index() : indexOfAlias(name);
    }

    /** What an ioctl makes of a name: a colon and what follows are left out, as labels of addresses have them ({@code if_nametoindex}). */
    private int indexOfAlias(String name) {
        int colon = name.indexOf(':');
        Optional<NetDevice> device = colon < 0 || name.length() >= DeviceName.SIZE
                ? Optional.empty()
                : namespace.net().devices().byName(name.substring(0, colon));
        return device.map(NetDevice::index).orElseGet(() -> indexInWords(name));
    }

    /** The index of a name; ends with {@code Cannot find device} where there is none. */
    public int require(String name) {
        int index = indexOf(name);
        if (index == 0) {
            throw ExitException.noSuchDevice(name);
        }
        return index;
    }

    /** The name of an index: {@code *} for 0, {@code ifN} for one that does not exist ({@code ll_index_to_name}). */
    public String nameOf(int index) {
        if (index == 0) {
            return "*";
        }
        Optional<NetDevice> device = namespace.net().devices().byIndex(index);
        device.ifPresent(this::ask);
        return device.map(NetDevice::name).orElse("if" + index);
    }

    /** The table of a VRF; of {@code default}, where no device has that name, main; 0 for what is no VRF ({@code ipvrf_get_table}). */
    public int tableOfVrf(String name) {
        Optional<NetDevice> device = namespace.net().devices().byName(name);
        if (device.isEmpty() && name.equals("default")) {
            return MAIN;
        }
        return vrf(device).map(L3Master::table).orElse(0);
    }

    /** The index of a VRF, 0 for what is none ({@code name_is_vrf}). */
    public int indexOfVrf(String name) {
        Optional<NetDevice> device = namespace.net().devices().byName(name);
        return vrf(device).isPresent() ? device.orElseThrow().index() : 0;
    }

    private Optional<L3Master> vrf(Optional<NetDevice> device) {
        device.ifPresent(found -> new Links(namespace.net()).get(found));
        return device.filter(L3Master.class::isInstance).map(L3Master.class::cast);
    }

    /**
     * A word that can be a device's name as iproute2 sees it ({@code get_ifname}).
     *
     * @param key what a complaint calls it
     */
    public static String checked(String key, String word) {
        boolean valid = !word.isEmpty() && word.length() < DeviceName.SIZE;
        for (int i = 0; valid && i < word.length(); i++) {
            char c = word.charAt(i);
            valid = c != '/' && c != ' ' && (c < '\t' || c > '\r');
        }
        if (!valid) {
            throw ExitException.invalid("\"" + key + "\" not a valid ifname", word);
        }
        return word;
    }

    /** {@code sscanf(name, "if%u")}. */
    private static int indexInWords(String name) {
        int end = 2;
        while (end < name.length() && Character.digit(name.charAt(end), 10) >= 0) {
            end++;
        }
        return name.startsWith("if") && end > 2 && end < 12 ? (int) Long.parseLong(name.substring(2, end)) : 0;
    }
}
