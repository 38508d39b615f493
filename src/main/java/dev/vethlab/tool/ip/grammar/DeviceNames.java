package dev.vethlab.tool.ip.grammar;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import java.util.Optional;

/** The names and indexes of a namespace's devices, as iproute2 looks them up (lib/ll_map.c). */
public final class DeviceNames {

    private final Namespace namespace;

    DeviceNames(Namespace namespace) {
        this.namespace = namespace;
    }

    /**
     * The index of a name, an alternative name, or of {@code ifN}, which need not exist ({@code ll_name_to_index}).
     *
     * @return 0 where there is none
     */
    public int indexOf(String name) {
        Optional<NetDevice> device = namespace.net().devices().byName(name);
        return device.isPresent() ? device.get().index() : indexInWords(name);
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
        return namespace.net().devices().byIndex(index).map(NetDevice::name).orElse("if" + index);
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
