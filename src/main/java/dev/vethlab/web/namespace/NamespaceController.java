package dev.vethlab.web.namespace;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import dev.vethlab.web.syntax.Syntax;
import dev.vethlab.web.syntax.WrittenAs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/v1/labs/{lab}/namespaces")
class NamespaceController {

    /** What a client says when it makes a namespace. */
    record NewNamespace(
            @NotNull(message = "must be given") @WrittenAs(Syntax.NAMESPACE_NAME)
            String name) {}

    /**
     * A namespace as clients read it.
     *
     * @param interfaces the names of its interfaces, by index
     */
    record NamespaceView(String name, List<String> interfaces) {

        static NamespaceView of(String name, Namespace namespace) {
            return new NamespaceView(
                    name,
                    namespace.net().devices().all().stream()
                            .map(NetDevice::name)
                            .toList());
        }
    }

    @PostMapping
    ResponseEntity<NamespaceView> create(Lab lab, ExpectedRevision expected, @Valid @RequestBody NewNamespace wanted)
            throws StaleRevisionException, CommandFailedException {
        NamespaceView made = lab.change(expected.revision(), session -> {
            if (wanted.name().equals(Commands.HOST)) {
                throw new ProblemException(
                        ProblemKind.CONFLICT,
                        "Every lab has the namespace \"host\" from the start. Choose another name.");
            }
            session.require(List.of("ip", "netns", "add", wanted.name()));
            return view(session.kernel(), wanted.name());
        });
        return ResponseEntity.created(UriComponentsBuilder.fromPath("/api/v1/labs/{lab}/namespaces/{name}")
                        .encode()
                        .buildAndExpand(lab.id(), made.name())
                        .toUri())
                .body(made);
    }

    @GetMapping
    Map<String, Object> list(Lab lab, Page page) {
        return lab.read(kernel -> page.of(
                "namespaces",
                List.copyOf(Namespaces.all(kernel).entrySet()),
                entry -> NamespaceView.of(entry.getKey(), entry.getValue())));
    }

    @GetMapping("/{namespace}")
    NamespaceView read(Lab lab, @PathVariable String namespace) {
        return lab.read(kernel -> view(kernel, namespace));
    }

    @DeleteMapping("/{namespace}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Lab lab, ExpectedRevision expected, @PathVariable String namespace)
            throws StaleRevisionException, CommandFailedException {
        lab.change(expected.revision(), session -> {
            Namespaces.inPath(session.kernel(), namespace);
            if (namespace.equals(Commands.HOST)) {
                throw new ProblemException(
                        ProblemKind.REFUSED,
                        "The namespace \"host\" is the machine's own and stays. DELETE the lab, or PUT an empty topology.");
            }
            return session.require(List.of("ip", "netns", "del", namespace));
        });
    }

    private static NamespaceView view(Kernel kernel, String name) {
        return NamespaceView.of(name, Namespaces.inPath(kernel, name));
    }
}
