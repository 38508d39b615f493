package dev.vethlab.web.lab;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.lab.topology.InvalidTopologyException;
import dev.vethlab.web.page.Page;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/labs")
class LabController {

    private final LabStore labs;
    private final LabMaking making;

    LabController(LabStore labs, LabMaking making) {
        this.labs = labs;
        this.making = making;
    }

    @PostMapping
    ResponseEntity<LabView> create(@Valid @RequestBody NewLab wanted)
            throws CommandFailedException, StaleRevisionException, InvalidTopologyException {
        return created(making.make(wanted));
    }

    @GetMapping
    Map<String, Object> list(Page page) {
        return page.of("labs", labs.all(), LabView::of);
    }

    @GetMapping("/{lab}")
    ResponseEntity<LabView> read(Lab lab) {
        return answer(ResponseEntity.ok(), lab);
    }

    @PatchMapping("/{lab}")
    ResponseEntity<LabView> update(Lab lab, ExpectedRevision expected, @Valid @RequestBody LabChanges changes)
            throws StaleRevisionException {
        expected.require(lab);
        making.change(lab, changes);
        labs.find(lab.id());
        return answer(ResponseEntity.ok(), lab);
    }

    @DeleteMapping("/{lab}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Lab lab, ExpectedRevision expected) throws StaleRevisionException {
        expected.require(lab);
        labs.remove(lab.id());
    }

    @PostMapping("/{lab}/clones")
    ResponseEntity<LabView> copy(Lab lab, ExpectedRevision expected, @Valid @RequestBody NewClone wanted)
            throws StaleRevisionException {
        expected.require(lab);
        return created(making.copy(lab, wanted.name()));
    }

    private ResponseEntity<LabView> created(Lab lab) {
        return answer(ResponseEntity.created(URI.create("/api/v1/labs/" + lab.id())), lab);
    }

    private ResponseEntity<LabView> answer(ResponseEntity.BodyBuilder answer, Lab lab) {
        LabView view = view(lab);
        return answer.eTag(ExpectedRevision.tag(view.revision())).body(view);
    }

    private LabView view(Lab lab) {
        return LabView.of(lab, labs.expiresAt(lab));
    }
}
