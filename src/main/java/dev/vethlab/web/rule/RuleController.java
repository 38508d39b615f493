package dev.vethlab.web.rule;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import jakarta.validation.Valid;
import java.util.ArrayList;
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
@RequestMapping("/api/v1/labs/{lab}/namespaces/{namespace}/rules")
class RuleController {

    @PostMapping
    ResponseEntity<RuleView> create(
            Lab lab, ExpectedRevision expected, @PathVariable String namespace, @Valid @RequestBody NewRule wanted)
            throws StaleRevisionException, CommandFailedException {
        check(wanted);
        RuleView made = lab.change(expected.revision(), session -> {
            Namespace place = Namespaces.inPath(session.kernel(), namespace);
            List<RuleView> before = rules(place);
            session.require(Commands.in(namespace, wanted.words()));
            return rules(place).stream()
                    .filter(rule -> !before.contains(rule))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(ProblemKind.CONFLICT, "This very rule is there already."));
        });
        return ResponseEntity.created(
                        UriComponentsBuilder.fromPath("/api/v1/labs/{lab}/namespaces/{namespace}/rules/{rule}")
                                .encode()
                                .buildAndExpand(lab.id(), namespace, made.id())
                                .toUri())
                .body(made);
    }

    @GetMapping
    Map<String, Object> list(Lab lab, Page page, @PathVariable String namespace) {
        return lab.read(kernel -> page.of("rules", rules(Namespaces.inPath(kernel, namespace)), rule -> rule));
    }

    @GetMapping("/{rule}")
    RuleView read(Lab lab, @PathVariable String namespace, @PathVariable String rule) {
        return lab.read(kernel -> find(kernel, namespace, rule));
    }

    @DeleteMapping("/{rule}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Lab lab, ExpectedRevision expected, @PathVariable String namespace, @PathVariable String rule)
            throws StaleRevisionException, CommandFailedException {
        lab.change(expected.revision(), session -> {
            List<String> words = new ArrayList<>(List.of("ip", "rule", "del"));
            words.addAll(find(session.kernel(), namespace, rule).words());
            return session.require(Commands.in(namespace, words));
        });
    }

    private static void check(NewRule wanted) {
        boolean lookup = wanted.action() == null || wanted.action().equals("lookup");
        if (wanted.table() != null && !lookup) {
            throw ProblemException.invalid("/table", "is for the action lookup alone");
        }
        if ("goto".equals(wanted.action()) != (wanted.gotoPriority() != null)) {
            throw ProblemException.invalid("/gotoPriority", "must be given with the action goto, and with no other");
        }
    }

    private static RuleView find(Kernel kernel, String namespace, String id) {
        return rules(Namespaces.inPath(kernel, namespace)).stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.notFound("rule", id, "GET .../rules lists those of this namespace."));
    }

    private static List<RuleView> rules(Namespace namespace) {
        return namespace.fib().control().rules().stream().map(RuleView::of).toList();
    }
}
