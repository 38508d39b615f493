package dev.vethlab.web.route;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.route.FibAlias;
import dev.vethlab.kernel.route.FibTable;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.device.Devices;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import dev.vethlab.web.syntax.Syntax;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/v1/labs/{lab}/namespaces/{namespace}/routes")
class RouteController {

    private static final String ALL = "all";

    @PostMapping
    ResponseEntity<RouteView> create(
            Lab lab, ExpectedRevision expected, @PathVariable String namespace, @Valid @RequestBody NewRoute wanted)
            throws StaleRevisionException, CommandFailedException {
        RouteView made = lab.change(expected.revision(), session -> {
            Namespace place = Namespaces.inPath(session.kernel(), namespace);
            if (wanted.device() != null) {
                Devices.inBody(place, wanted.device(), "/interface");
            }
            Set<String> before = ids(place);
            session.require(Commands.in(namespace, wanted.words()));
            return routes(place, ALL).stream()
                    .map(RouteView::of)
                    .filter(route -> !before.contains(route.id()))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(ProblemKind.CONFLICT, "This very route is there already."));
        });
        return ResponseEntity.created(
                        UriComponentsBuilder.fromPath("/api/v1/labs/{lab}/namespaces/{namespace}/routes/{route}")
                                .encode()
                                .buildAndExpand(lab.id(), namespace, made.id())
                                .toUri())
                .body(made);
    }

    @GetMapping
    Map<String, Object> list(
            Lab lab, Page page, @PathVariable String namespace, @RequestParam(defaultValue = "main") String table) {
        if (!table.equals(ALL)) {
            Syntax.TABLE.fault(table).ifPresent(fault -> {
                String advice = fault + ", or all";
                throw new ProblemException(
                        ProblemKind.INVALID_REQUEST,
                        "The parameter table " + advice + ".",
                        List.of(new FieldProblem("/table", advice)));
            });
        }
        return lab.read(
                kernel -> page.of("routes", routes(Namespaces.inPath(kernel, namespace), table), RouteView::of));
    }

    @GetMapping("/{route}")
    RouteView read(Lab lab, @PathVariable String namespace, @PathVariable String route) {
        return lab.read(kernel -> find(kernel, namespace, route));
    }

    @DeleteMapping("/{route}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Lab lab, ExpectedRevision expected, @PathVariable String namespace, @PathVariable String route)
            throws StaleRevisionException, CommandFailedException {
        lab.change(expected.revision(), session -> {
            List<String> words = new ArrayList<>(List.of("ip", "route", "del"));
            words.addAll(find(session.kernel(), namespace, route).words());
            return session.require(Commands.in(namespace, words));
        });
    }

    private static RouteView find(Kernel kernel, String namespace, String id) {
        return routes(Namespaces.inPath(kernel, namespace), ALL).stream()
                .filter(route -> RouteView.id(route).equals(id))
                .findFirst()
                .map(RouteView::of)
                .orElseThrow(() -> ProblemException.notFound(
                        "route", id, "GET .../routes?table=all lists those of this namespace."));
    }

    private static Set<String> ids(Namespace namespace) {
        Set<String> ids = new HashSet<>();
        routes(namespace, ALL).forEach(route -> ids.add(RouteView.id(route)));
        return ids;
    }

    private static List<FibAlias> routes(Namespace namespace, String table) {
        return namespace.fib().control().tables().stream()
                .filter(candidate -> table.equals(ALL) || isCalled(candidate, table))
                .flatMap(candidate -> candidate.routes().stream())
                .toList();
    }

    private static boolean isCalled(FibTable table, String name) {
        return Tables.name(table.id()).equals(name)
                || Integer.toUnsignedString(table.id()).equals(name);
    }
}
