package dev.vethlab.web.reference;

import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.net.URI;
import java.util.Arrays;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Explains the kinds of problem, at the place that their type URIs name. */
@RestController
class ProblemController {

    /** What a kind of problem means, and what to do. */
    record ProblemKindView(URI type, String title, int status, String explanation) {

        static ProblemKindView of(ProblemKind kind) {
            return new ProblemKindView(kind.type(), kind.title(), kind.status().value(), kind.explanation());
        }
    }

    @GetMapping("/problems/{kind}")
    ProblemKindView read(@PathVariable String kind) {
        return Arrays.stream(ProblemKind.values())
                .filter(known -> known.slug().equals(kind))
                .findFirst()
                .map(ProblemKindView::of)
                .orElseThrow(() -> ProblemException.notFound(
                        "kind of problem",
                        kind,
                        "There are "
                                + Arrays.stream(ProblemKind.values())
                                        .map(ProblemKind::slug)
                                        .toList() + "."));
    }
}
