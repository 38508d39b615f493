package dev.vethlab.web.topology;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.topology.InvalidTopologyException;
import dev.vethlab.lab.topology.TopologyBuild;
import dev.vethlab.lab.topology.TopologyDocument;
import dev.vethlab.lab.topology.TopologyReader;
import dev.vethlab.web.lab.ExpectedRevision;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
        path = "/api/v1/labs/{lab}/topology",
        produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE})
class TopologyController {

    @GetMapping
    ResponseEntity<TopologyDocument> read(Lab lab) {
        // The tag is taken first: where the lab changes meanwhile, a change on its grounds is refused, and rightly.
        String tag = ExpectedRevision.tag(lab.revision());
        return ResponseEntity.ok().eTag(tag).body(TopologyReader.read(lab));
    }

    @PutMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE})
    ResponseEntity<TopologyDocument> write(
            Lab lab, ExpectedRevision expected, @Valid @RequestBody TopologyDocument document)
            throws InvalidTopologyException, StaleRevisionException, CommandFailedException {
        List<List<String>> commands = TopologyBuild.commands(document);
        lab.change(expected.revision(), session -> {
            TopologyBuild.apply(session, commands);
            return lab;
        });
        return read(lab);
    }
}
