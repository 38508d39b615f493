package dev.vethlab.web.namespace;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.lab.Commands;
import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the namespaces that requests name. */
public final class Namespaces {

    private Namespaces() {}

    /** All namespaces by name: {@code host} first, then as they were made. */
    public static Map<String, Namespace> all(Kernel kernel) {
        Map<String, Namespace> all = new LinkedHashMap<>();
        all.put(Commands.HOST, kernel.initial());
        for (Namespace namespace : kernel.all()) {
            kernel.named().forEach((name, other) -> {
                if (other == namespace) {
                    all.putIfAbsent(name, other);
                }
            });
        }
        return all;
    }

    /**
     * The namespace of a path.
     *
     * @throws ProblemException 404
     */
    public static Namespace inPath(Kernel kernel, String name) {
        return find(kernel, name)
                .orElseThrow(() -> ProblemException.notFound(
                        "namespace",
                        name,
                        "GET .../namespaces lists those of this lab; POST .../namespaces makes one."));
    }

    /**
     * Looks whether a namespace that a body names exists; null stands for {@code host}.
     *
     * @throws ProblemException 422 with a pointer to the name
     */
    public static Namespace inBody(Kernel kernel, @Nullable String name, String pointer) {
        String given = name == null ? Commands.HOST : name;
        return find(kernel, given)
                .orElseThrow(() -> new ProblemException(
                                ProblemKind.REFUSED,
                                "Cannot open network namespace \"" + given
                                        + "\": No such file or directory. POST .../namespaces makes it.",
                                List.of(new FieldProblem(pointer, "there is no such namespace in this lab")))
                        .with("errno", "ENOENT"));
    }

    /** The name of the namespace that a device is in. */
    public static String nameOf(Kernel kernel, NetNamespace net) {
        for (Map.Entry<String, Namespace> entry : all(kernel).entrySet()) {
            if (entry.getValue().net() == net) {
                return entry.getKey();
            }
        }
        return net.label();
    }

    private static Optional<Namespace> find(Kernel kernel, String name) {
        return name.equals(Commands.HOST) ? Optional.of(kernel.initial()) : kernel.named(name);
    }
}
