package dev.vethlab.tool.brctl;

import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgeAttribute;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.PortAttribute;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.BridgeOptions;
import dev.vethlab.kernel.rtnetlink.BridgePortOptions;
import dev.vethlab.kernel.rtnetlink.BridgePorts;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.tool.Process;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of {@code brctl} that change something. */
final class BrctlChange {

    /** What {@code sscanf("%lf")} reads; what follows it does not count. */
    private static final Pattern REAL = Pattern.compile("\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private static final int LONGEST_NAME = 15;
    private static final double CLOCK_A_SECOND = 100;

    private final Process process;
    private final NetNamespace net;

    BrctlChange(Process process) {
        this.process = process;
        this.net = process.namespace().net();
    }

    void run(BrctlCommand command, List<String> arguments) {
        String bridge = arguments.get(0);
        switch (command) {
            case ADDBR -> addBridge(bridge);
            case DELBR -> deleteBridge(bridge);
            case ADDIF -> arguments.subList(1, arguments.size()).forEach(name -> addPort(bridge, name));
            case DELIF -> arguments.subList(1, arguments.size()).forEach(name -> deletePort(bridge, name));
            case HAIRPIN -> {
                boolean on = onOff(arguments.get(2));
                if (net.devices().byName(arguments.get(1)).isEmpty()) {
                    throw new BrctlException("interface " + arguments.get(1) + " does not exist!");
                }
                owner(bridge);
                setPort(
                        arguments,
                        PortAttribute.HAIRPIN,
                        on ? 1 : 0,
                        "can't set " + arguments.get(1) + " to hairpin on bridge " + bridge);
            }
            case STP -> set(bridge, BridgeAttribute.STP_STATE, onOff(arguments.get(1)) ? 1 : 0, "set stp status");
            case SETAGEING ->
                set(bridge, BridgeAttribute.AGEING_TIME, time(arguments.get(1), "ageing time"), "set ageing time");
            case SETFD ->
                set(
                        bridge,
                        BridgeAttribute.FORWARD_DELAY,
                        time(arguments.get(1), "forward delay"),
                        "set forward delay");
            case SETHELLO ->
                set(bridge, BridgeAttribute.HELLO_TIME, time(arguments.get(1), "hello timer"), "set hello timer");
            case SETMAXAGE -> set(bridge, BridgeAttribute.MAX_AGE, time(arguments.get(1), "max age"), "set max age");
            case SETBRIDGEPRIO ->
                set(
                        bridge,
                        BridgeAttribute.PRIORITY,
                        number(arguments.get(1), "priority") & 0xffff,
                        "set bridge priority");
            case SETPATHCOST ->
                setPort(
                        arguments,
                        PortAttribute.COST,
                        number(arguments.get(2), "path cost value"),
                        "set path cost failed");
            default ->
                setPort(
                        arguments,
                        PortAttribute.PRIORITY,
                        number(arguments.get(2), "path priority value"),
                        "set port priority failed");
        }
    }

    private void addBridge(String name) {
        String kept = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        LinkRequest request =
                new LinkRequest().intent(LinkRequest.Intent.ADD).name(kept).kind("bridge");
        try {
            new Links(net).apply(request);
        } catch (KernelException refusal) {
            process.refused(refusal);
            throw new BrctlException(
                    refusal.errno() == Errno.EEXIST
                            ? "device " + name + " already exists; can't create bridge with the same name"
                            : "add bridge failed: " + refusal.errno().words());
        }
    }

    private void deleteBridge(String name) {
        NetDevice device = net.devices()
                .byName(name)
                .orElseThrow(() -> new BrctlException("bridge " + name + " doesn't exist; can't delete it"));
        if (!(device instanceof Bridge)) {
            throw new BrctlException("can't delete bridge " + name + ": " + Errno.EPERM.words());
        }
        if (device.isUp()) {
            throw new BrctlException("bridge " + name + " is still up; can't delete it");
        }
        apply(() -> new Links(net).delete(new LinkRequest().index(device.index())), "can't delete bridge " + name);
    }

    private void addPort(String bridge, String name) {
        NetDevice device = port(name);
        NetDevice owner = owner(bridge);
        if (device.master().isPresent()) {
            throw new BrctlException(
                    "device " + name + " is already a member of a bridge; can't add it to bridge " + bridge + ".");
        }
        if (device instanceof Bridge) {
            throw new BrctlException(
                    "device " + name + " is a bridge device itself; can't add a bridge device to a bridge device.");
        }
        apply(
                () -> new Links(net)
                        .apply(new LinkRequest().index(device.index()).master(owner.index())),
                "can't add " + name + " to bridge " + bridge);
    }

    private void deletePort(String bridge, String name) {
        NetDevice device = port(name);
        NetDevice owner = owner(bridge);
        if (device.master().isEmpty() || device.master().get() != owner) {
            throw new BrctlException("device " + name + " is not a port of " + bridge);
        }
        apply(
                () -> new Links(net)
                        .apply(new LinkRequest().index(device.index()).master(0)),
                "can't delete " + name + " from " + bridge);
    }

    private NetDevice port(String name) {
        return net.devices()
                .byName(name)
                .orElseThrow(() -> new BrctlException("interface " + name + " does not exist!"));
    }

    private NetDevice owner(String name) {
        return net.devices().byName(name).orElseThrow(() -> new BrctlException("bridge " + name + " does not exist!"));
    }

    private void set(String bridge, BridgeAttribute attribute, long value, String what) {
        Optional<NetDevice> device = net.devices().byName(bridge);
        if (device.isEmpty()) {
            throw new BrctlException(what + " failed: " + Errno.ENODEV.words());
        }
        LinkRequest request = new LinkRequest()
                .index(device.get().index())
                .kind("bridge")
                .options(new BridgeOptions().set(attribute, value));
        apply(() -> new Links(net).apply(request), what + " failed");
    }

    private void setPort(List<String> arguments, PortAttribute attribute, long value, String what) {
        Optional<NetDevice> device = net.devices().byName(arguments.get(1));
        Optional<NetDevice> owner = net.devices().byName(arguments.get(0));
        // Of whichever bridge it is a port.
        Optional<BridgePort> port = device.flatMap(NetDevice::master)
                .filter(Bridge.class::isInstance)
                .map(master -> ((Bridge) master).portOf(device.get()));
        if (port.isEmpty()) {
            throw new BrctlException(what + ": " + noPort(owner, device).words());
        }
        int index = port.get().device().index();
        apply(() -> new BridgePorts(net).set(index, new BridgePortOptions().set(attribute, value), false, true), what);
    }

    /** Only a port has a folder with its files; without one the bridge itself is asked, which has to be one. */
    private static Errno noPort(Optional<NetDevice> owner, Optional<NetDevice> device) {
        if (owner.isEmpty() || device.isEmpty()) {
            return Errno.ENODEV;
        }
        return owner.get() instanceof Bridge ? Errno.ENOENT : Errno.EOPNOTSUPP;
    }

    /** A request to the kernel. */
    @FunctionalInterface
    private interface Request {
        void send() throws KernelException;
    }

    private void apply(Request request, String what) {
        try {
            request.send();
        } catch (KernelException refusal) {
            process.refused(refusal);
            throw new BrctlException(what + ": " + refusal.errno().words());
        }
    }

    private static boolean onOff(String word) {
        switch (word) {
            case "on", "yes", "1":
                return true;
            case "off", "no", "0":
                return false;
            default:
                throw new BrctlException("expect on/off for argument");
        }
    }

    /** Seconds, in hundredths. */
    private static long time(String word, String what) {
        Matcher number = REAL.matcher(word);
        if (!number.lookingAt()) {
            throw new BrctlException("bad " + what + " value");
        }
        return (long) (Double.parseDouble(number.group()) * CLOCK_A_SECOND);
    }

    private static long number(String word, String what) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException none) {
            throw new BrctlException("bad " + what);
        }
    }
}
