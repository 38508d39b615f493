package dev.vethlab.web.lab;

import dev.vethlab.lab.JournalEntry;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Steps back and forth in what was done to a lab, one request's worth at a time. */
@RestController
@RequestMapping("/api/v1/labs/{lab}")
class UndoController {

    private final LabStore labs;

    UndoController(LabStore labs) {
        this.labs = labs;
    }

    @GetMapping("/undo")
    Map<String, Object> undoable(Lab lab) {
        return operations(lab.undoable());
    }

    @PostMapping("/undo")
    ResponseEntity<LabView> undo(Lab lab, ExpectedRevision expected) throws StaleRevisionException {
        return answer(lab, lab.undo(expected.revision()), "undo");
    }

    @GetMapping("/redo")
    Map<String, Object> redoable(Lab lab) {
        return operations(lab.redoable());
    }

    @PostMapping("/redo")
    ResponseEntity<LabView> redo(Lab lab, ExpectedRevision expected) throws StaleRevisionException {
        return answer(lab, lab.redo(expected.revision()), "redo");
    }

    private static Map<String, Object> operations(List<JournalEntry> entries) {
        return Map.of(
                "operations",
                entries.stream().map(JournalController.EntryView::of).toList());
    }

    private ResponseEntity<LabView> answer(Lab lab, boolean done, String verb) {
        if (!done) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "There is nothing to " + verb + ". GET the same path to see beforehand what it would be.");
        }
        LabView view = LabView.of(lab, labs.expiresAt(lab));
        return ResponseEntity.ok().eTag(ExpectedRevision.tag(view.revision())).body(view);
    }
}
