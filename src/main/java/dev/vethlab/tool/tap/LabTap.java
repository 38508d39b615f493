package dev.vethlab.tool.tap;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.tun.TunDevice;
import dev.vethlab.kernel.tun.TunReader;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code lab-tap}: opens and closes tap and tun devices, writes frames to them and shows those that were read. */
public final class LabTap implements Program {

    private static final String USAGE = """
        Usage: lab-tap { open | close | show } DEVICE
               lab-tap write DEVICE BASE64...

        A program of the lab, not of Linux: the one at the other end of a tap or tun device.
        While a device is open it has carrier. A frame is written with its Ethernet header,
        to a tun device a packet without one; both in base64.
        """;

    /** The header, and what the largest MTU lets through. */
    private static final int LONGEST = EthernetFrame.HEADER_LENGTH + 65_535;

    @Override
    public String name() {
        return "lab-tap";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        if (arguments.size() < 2) {
            process.err(USAGE);
            return 1;
        }
        String device = arguments.get(1);
        List<String> rest = arguments.subList(2, arguments.size());
        boolean writes = arguments.get(0).equals("write");
        if (writes == rest.isEmpty()) {
            process.err(USAGE);
            return 1;
        }
        try {
            return run(process, arguments.get(0), find(process, device), rest);
        } catch (KernelException refusal) {
            process.refused(refusal);
            process.err("lab-tap: " + device + ": " + refusal.errno().words()
                    + refusal.extendedAck().map(reason -> " (" + reason + ")").orElse("") + "\n");
            return 1;
        }
    }

    private static int run(Process process, String verb, TunDevice device, List<String> frames) throws KernelException {
        switch (verb) {
            case "open" -> device.attach(new FrameEnd());
            case "close" -> reader(device).close();
            case "write" -> write(device, frames);
            case "show" -> show(process, device);
            default -> {
                process.err(USAGE);
                return 1;
            }
        }
        return 0;
    }

    private static TunDevice find(Process process, String name) throws KernelException {
        Optional<NetDevice> found = process.namespace().net().devices().byName(name);
        if (found.isEmpty()) {
            throw new KernelException(Errno.ENODEV);
        }
        if (found.get() instanceof TunDevice device) {
            return device;
        }
        throw new KernelException(Errno.EINVAL, "it is neither a tap nor a tun device");
    }

    private static TunReader reader(TunDevice device) throws KernelException {
        return FrameEnd.reader(device).orElseThrow(() -> new KernelException(Errno.EBADF, "it is not open"));
    }

    /** Writes all frames, or none of them where one cannot be. */
    private static void write(TunDevice device, List<String> words) throws KernelException {
        TunReader reader = reader(device);
        if (!device.isUp()) {
            throw new KernelException(Errno.EIO, "it is down");
        }
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            frames.add(frame(device, words.get(i), "frame " + (i + 1)));
        }
        for (byte[] frame : frames) {
            reader.write(frame);
        }
    }

    private static byte[] frame(TunDevice device, String word, String which) throws KernelException {
        byte[] data;
        try {
            data = Base64.getDecoder().decode(word);
        } catch (IllegalArgumentException unreadable) {
            throw new KernelException(Errno.EINVAL, which + " is not base64");
        }
        Optional<String> fault = fault(device, data);
        if (fault.isPresent()) {
            throw new KernelException(Errno.EINVAL, which + " " + fault.get());
        }
        return data;
    }

    /** What is the matter with data that is to be written, empty where nothing is. */
    public static Optional<String> fault(TunDevice device, byte[] data) {
        if (data.length > LONGEST) {
            return Optional.of("has " + data.length + " bytes, and at most " + LONGEST + " fit");
        }
        if (device.settings().ethernet()) {
            return data.length < EthernetFrame.HEADER_LENGTH
                    ? Optional.of("has " + data.length + " bytes, and an Ethernet header alone has "
                            + EthernetFrame.HEADER_LENGTH)
                    : Optional.empty();
        }
        int version = data.length == 0 ? 0 : data[0] >> 4 & 0xf;
        return version == 4 || version == 6
                ? Optional.empty()
                : Optional.of("is no IP packet: a tun device takes packets without an Ethernet header");
    }

    private static void show(Process process, TunDevice device) throws KernelException {
        FrameEnd end = (FrameEnd) reader(device).program();
        for (FrameEnd.Frame frame : end.after(0)) {
            process.out(frame.number() + " "
                    + Base64.getEncoder().encodeToString(frame.data().encode()) + "\n");
        }
    }
}
