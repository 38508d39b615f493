package dev.vethlab.grade;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.lab.Commands;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Namespaces by the names that checks use. */
final class Places {

    private Places() {}

    static String orHost(@Nullable String namespace) {
        return namespace == null ? Commands.HOST : namespace;
    }

    static Optional<Namespace> find(Kernel kernel, String name) {
        return name.equals(Commands.HOST) ? Optional.of(kernel.initial()) : kernel.named(name);
    }

    static String missing(String name) {
        return "there is no namespace \"" + name + "\"";
    }
}
