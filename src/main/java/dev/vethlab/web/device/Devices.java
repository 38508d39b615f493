package dev.vethlab.web.device;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.util.List;

/** Finds the interfaces that requests name. */
public final class Devices {

    private Devices() {}

    /**
     * The interface of a path.
     *
     * @throws ProblemException 404
     */
    public static NetDevice inPath(Namespace namespace, String name) {
        return namespace
                .net()
                .devices()
                .byName(name)
                .orElseThrow(() -> ProblemException.notFound(
                        "interface", name, "GET .../interfaces lists those of this namespace."));
    }

    /**
     * Looks whether an interface that a body names exists.
     *
     * @throws ProblemException 422 with a pointer to the name
     */
    public static NetDevice inBody(Namespace namespace, String name, String pointer) {
        return namespace
                .net()
                .devices()
                .byName(name)
                .orElseThrow(() -> new ProblemException(
                                ProblemKind.REFUSED,
                                "Cannot find device \"" + name
                                        + "\". GET .../interfaces lists those of this namespace.",
                                List.of(new FieldProblem(pointer, "there is no such interface in this namespace")))
                        .with("errno", "ENODEV"));
    }
}
