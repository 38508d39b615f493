package dev.vethlab.tool.ethtool;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.tool.Process;

/** {@code ethtool DEV}: what a driver says of its link ({@code netlink/settings.c}). */
final class Settings {

    private static final String NO_MODES = """
            \tSupported ports: [  ]
            \tSupported link modes:   Not reported
            \tSupported pause frame use: No
            \tSupports auto-negotiation: No
            \tSupported FEC modes: Not reported
            \tAdvertised link modes:  Not reported
            \tAdvertised pause frame use: No
            \tAdvertised auto-negotiation: No
            \tAdvertised FEC modes: Not reported
            """;
    private static final String MESSAGE_LEVEL =
            "        Current message level: 0x00000000 (0)\n                              \n";

    private final Process process;
    private final NetDevice device;

    Settings(Process process, NetDevice device) {
        this.process = process;
        this.device = device;
    }

    int print() {
        process.out("Settings for " + device.name() + ":\n");
        if (!device.isLoopback()) {
            printLink();
        }
        process.out("\tLink detected: " + (device.isUp() && device.hasCarrier() ? "yes" : "no") + "\n");
        return 0;
    }

    private void printLink() {
        boolean twisted = device.speed() > 0;
        process.out(NO_MODES);
        process.out("\tSpeed: " + (twisted ? device.speed() + "Mb/s" : "Unknown!") + "\n");
        process.out("\tDuplex: " + (twisted ? "Full" : "Unknown! (255)") + "\n");
        process.out("\tAuto-negotiation: off\n\tPort: " + (twisted ? "Twisted Pair" : "Other") + "\n");
        process.out("\tPHYAD: 0\n\tTransceiver: internal\n");
        if (twisted) {
            process.out("\tMDI-X: Unknown\n");
        }
        if (device.kind().equals("tun")) {
            process.out(MESSAGE_LEVEL);
        }
    }
}
