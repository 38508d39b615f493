package dev.vethlab.web.frame;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.tun.TunDevice;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.LabSession;
import dev.vethlab.tool.tap.FrameEnd;
import dev.vethlab.web.device.Devices;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A tap or tun device that a request names, and what is done with it. */
record TapDevices(String namespace, String device) {

    /**
     * The device.
     *
     * @throws ProblemException 404 where there is none, 422 where it is another kind of device
     */
    TunDevice find(Kernel kernel) {
        if (Devices.inPath(Namespaces.inPath(kernel, namespace), device) instanceof TunDevice found) {
            return found;
        }
        throw new ProblemException(
                        ProblemKind.REFUSED,
                        "The interface \"" + device
                                + "\" is neither a tap nor a tun device, so no program has its other end.")
                .with("errno", "EINVAL");
    }

    /** The number of the last frame that came out of it since it was opened, 0 where none did. */
    long lastFrame(Kernel kernel) {
        return FrameEnd.of(find(kernel)).map(FrameEnd::last).orElse(0L);
    }

    /** Opens its other end where it is not open; whether it was closed. */
    boolean open(LabSession session) throws CommandFailedException {
        if (FrameEnd.of(find(session.kernel())).isPresent()) {
            return false;
        }
        session.require(Commands.in(namespace, "lab-tap", "open", device));
        return true;
    }

    /** Closes its other end where it is open. */
    void close(LabSession session) throws CommandFailedException {
        if (FrameEnd.of(find(session.kernel())).isPresent()) {
            session.require(Commands.in(namespace, "lab-tap", "close", device));
        }
    }

    /** Has the host receive frames. */
    void write(LabSession session, List<byte[]> frames) throws CommandFailedException {
        List<String> words = new ArrayList<>(List.of("lab-tap", "write", device));
        frames.forEach(frame -> words.add(Base64.getEncoder().encodeToString(frame)));
        session.require(Commands.in(namespace, words));
    }
}
