package dev.vethlab.tool.files;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files of a device below /sys/class/net (net/core/net-sysfs.c); they can be read. */
record SysClassNet(NetDevice device, String name) implements LabFile {

    private static final String MISSING = "\0";

    static LabFile open(Namespace namespace, List<String> parts) throws KernelException {
        NetDevice device = namespace
                .net()
                .devices()
                .byName(parts.get(0))
                .filter(found -> found.name().equals(parts.get(0)))
                .orElseThrow(() -> new KernelException(Errno.ENOENT));
        if (parts.size() == 1 || parts.get(1).equals("statistics") && parts.size() == 2) {
            throw new KernelException(Errno.EISDIR);
        }
        SysClassNet file = new SysClassNet(device, String.join("/", parts.subList(1, parts.size())));
        if (file.value().isEmpty()) {
            throw new KernelException(Errno.ENOENT);
        }
        return file;
    }

    private Optional<String> value() {
        String value = switch (name) {
            case "mtu" -> Integer.toString(device.mtu());
            case "address" -> device.address().toString();
            case "broadcast" -> device.broadcast().toString();
            case "operstate" -> operState();
            case "carrier" -> device.hasCarrier() ? "1" : "0";
            case "ifindex" -> Integer.toString(device.index());
            case "iflink" -> Integer.toString(device.link().orElse(device).index());
            case "flags" -> "0x" + Integer.toHexString(device.flags() & 0xffff);
            case "tx_queue_len" -> Integer.toString(device.txQueueLength());
            case "ifalias" -> device.alias();
            case "type" -> device.isLoopback() ? "772" : "1";
            case "statistics/rx_bytes" -> Long.toString(device.stats().rxBytes);
            case "statistics/rx_packets" -> Long.toString(device.stats().rxPackets);
            case "statistics/rx_dropped" -> Long.toString(device.stats().rxDropped);
            case "statistics/tx_bytes" -> Long.toString(device.stats().txBytes);
            case "statistics/tx_packets" -> Long.toString(device.stats().txPackets);
            case "statistics/tx_dropped" -> Long.toString(device.stats().txDropped);
            default -> MISSING;
        };
        return value.equals(MISSING) ? Optional.empty() : Optional.of(value);
    }

    private String operState() {
        if (!device.isUp()) {
            return "down";
        }
        return device.operState().name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    @Override
    public String read() throws KernelException {
        if (name.equals("carrier") && !device.isUp()) {
            throw new KernelException(Errno.EINVAL);
        }
        return value().filter(text -> !text.isEmpty()).map(text -> text + "\n").orElse("");
    }

    @Override
    public void openForWriting() throws KernelException {
        throw new KernelException(Errno.EACCES);
    }

    @Override
    public void write(String text) throws KernelException {
        openForWriting();
    }
}
