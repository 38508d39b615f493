package dev.vethlab.lab.topology;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.StaleRevisionException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What devices that were asked for nothing start with: those of a machine that was made to look at them. */
final class UsualOptions {

    private static final List<List<String>> DEVICES = List.of(
            List.of("ip", "link", "add", "bridge0", "type", "bridge"),
            List.of("ip", "link", "add", "bond0", "type", "bond"),
            List.of("ip", "link", "add", "veth0", "type", "veth", "peer", "name", "veth1"),
            List.of("ip", "link", "add", "dummy0", "type", "dummy"),
            List.of("ip", "link", "set", "veth0", "master", "bridge0"),
            List.of("ip", "link", "set", "dummy0", "master", "bridge0"));

    private static final class Known {

        private static final UsualOptions OPTIONS = look();
    }

    private final Map<String, String> ofBridge;
    private final Map<String, String> ofBond;
    private final Map<String, String> ofFastPort;
    private final Map<String, String> ofPort;
    private final int fast;

    private UsualOptions(Kernel kernel) {
        ofBridge = printed(kernel, "bridge0", "bridge");
        ofBond = printed(kernel, "bond0", "bond");
        ofFastPort = printed(kernel, "veth0", "bridge_slave");
        ofPort = printed(kernel, "dummy0", "bridge_slave");
        fast = device(kernel, "veth0").speed();
    }

    /** What a machine shows that was made for it; it is always the same, and is looked at once. */
    static UsualOptions get() {
        return Known.OPTIONS;
    }

    private static UsualOptions look() {
        Lab untouched = new Lab(
                "usual",
                new LabSettings("usual", Profile.KERNEL, 1, Duration.ofMinutes(1)),
                LabLimits.DEFAULT,
                Instant.EPOCH);
        try {
            untouched.change(OptionalLong.empty(), session -> {
                for (List<String> command : DEVICES) {
                    session.require(command);
                }
                return true;
            });
        } catch (StaleRevisionException | CommandFailedException impossible) {
            throw new IllegalStateException(impossible);
        }
        return untouched.read(UsualOptions::new);
    }

    Map<String, String> ofBridge() {
        return ofBridge;
    }

    Map<String, String> ofBond() {
        return ofBond;
    }

    /** What a bridge keeps of a port: what it costs depends on how fast the port is. */
    Map<String, String> ofPort(NetDevice port) {
        return port.speed() == fast ? ofFastPort : ofPort;
    }

    private static NetDevice device(Kernel kernel, String name) {
        return kernel.initial().net().devices().byName(name).orElseThrow();
    }

    private static Map<String, String> printed(Kernel kernel, String name, String kind) {
        return new HashMap<>(
                PrintedOptions.pairs(PrintedOptions.printed(kernel, kernel.initial(), device(kernel, name), kind)));
    }
}
