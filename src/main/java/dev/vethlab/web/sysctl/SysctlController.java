package dev.vethlab.web.sysctl;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabSession;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import dev.vethlab.web.syntax.Syntax;
import dev.vethlab.web.syntax.WrittenAs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/labs/{lab}/namespaces/{namespace}/sysctls")
class SysctlController {

    private static final int LONGEST_VALUE = 4096;

    /**
     * What a sysctl is set to.
     *
     * @param name the one in the path, for clients that send back what they read
     */
    record NewValue(
            @Nullable String name,

            @NotNull(message = "must be given, as text") @WrittenAs(Syntax.VALUE)
            String value) {}

    @GetMapping
    Map<String, Object> list(
            Lab lab, Page page, @PathVariable String namespace, @RequestParam(defaultValue = "") String prefix) {
        return lab.read(kernel -> {
            SysctlTree tree = tree(kernel, namespace);
            return page.of("sysctls", tree.paths(SysctlName.path(prefix)), tree::view);
        });
    }

    @PatchMapping
    Map<String, Object> update(
            Lab lab,
            ExpectedRevision expected,
            @PathVariable String namespace,
            @RequestBody Map<String, @Nullable String> values)
            throws StaleRevisionException, CommandFailedException {
        List<FieldProblem> errors = new ArrayList<>();
        values.forEach((name, value) -> {
            String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
            if (value == null) {
                errors.add(new FieldProblem(pointer, "must be given, as text"));
            } else {
                fault(value).ifPresent(fault -> errors.add(new FieldProblem(pointer, fault)));
            }
        });
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemKind.INVALID_REQUEST,
                    errors.get(0).pointer() + ": " + errors.get(0).detail(),
                    errors);
        }
        return lab.change(expected.revision(), session -> {
            SysctlTree tree = tree(session.kernel(), namespace);
            Map<String, String> paths = new LinkedHashMap<>();
            values.forEach((name, value) -> paths.put(
                    tree.find(name)
                            .orElseThrow(() -> ProblemException.invalid(
                                    "/" + name.replace("~", "~0").replace("/", "~1"),
                                    "there is no such sysctl in this namespace; GET .../sysctls lists them")),
                    String.valueOf(value)));
            for (Map.Entry<String, String> entry : paths.entrySet()) {
                set(session, namespace, entry.getKey(), entry.getValue());
            }
            return Map.<String, Object>of(
                    "sysctls", paths.keySet().stream().map(tree::view).toList());
        });
    }

    @GetMapping("/{*name}")
    SysctlView read(Lab lab, @PathVariable String namespace, @PathVariable String name) {
        return lab.read(kernel -> {
            SysctlTree tree = tree(kernel, namespace);
            return tree.view(path(tree, name));
        });
    }

    @PutMapping("/{*name}")
    SysctlView write(
            Lab lab,
            ExpectedRevision expected,
            @PathVariable String namespace,
            @PathVariable String name,
            @Valid @RequestBody NewValue wanted)
            throws StaleRevisionException, CommandFailedException {
        fault(wanted.value()).ifPresent(fault -> {
            throw ProblemException.invalid("/value", fault);
        });
        return lab.change(expected.revision(), session -> {
            SysctlTree tree = tree(session.kernel(), namespace);
            String path = path(tree, name);
            if (wanted.name() != null && !SysctlName.path(wanted.name()).equals(path)) {
                throw ProblemException.invalid("/name", "must be the name in the path, or be left out");
            }
            set(session, namespace, path, wanted.value());
            return tree.view(path);
        });
    }

    private static Optional<String> fault(String value) {
        return value.length() > LONGEST_VALUE
                ? Optional.of("must have at most " + LONGEST_VALUE + " characters")
                : Syntax.VALUE.fault(value);
    }

    private static void set(LabSession session, String namespace, String path, String value)
            throws CommandFailedException {
        session.require(Commands.in(namespace, "sysctl", "-w", SysctlName.of(path) + "=" + value));
    }

    private static SysctlTree tree(Kernel kernel, String namespace) {
        return new SysctlTree(Namespaces.inPath(kernel, namespace));
    }

    /** The rest of the request's path, which begins with a slash, as the path of a setting. */
    private static String path(SysctlTree tree, String rest) {
        String name = rest.substring(1);
        return tree.find(name)
                .orElseThrow(() -> ProblemException.notFound(
                        "sysctl", name, "GET .../sysctls?prefix=net.ipv4.conf lists those of this namespace."));
    }
}
