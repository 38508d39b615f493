package dev.vethlab.web.device;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LinkOptions;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.ProblemException;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/v1/labs/{lab}/namespaces/{namespace}/interfaces")
class InterfaceController {

    @PostMapping
    ResponseEntity<InterfaceView> create(
            Lab lab, ExpectedRevision expected, @PathVariable String namespace, @Valid @RequestBody NewInterface wanted)
            throws StaleRevisionException, CommandFailedException {
        if (wanted.kind().equals("veth") && wanted.peer() == null) {
            throw ProblemException.invalid("/peer", "a veth needs the name of its other end: {\"name\":\"veth1\"}");
        }
        if (!wanted.kind().equals("veth") && wanted.peer() != null) {
            throw ProblemException.invalid("/peer", "only a veth has another end; leave it out");
        }
        InterfaceView made = lab.change(expected.revision(), session -> {
            Namespace place = Namespaces.inPath(session.kernel(), namespace);
            if (wanted.link() != null) {
                Devices.inBody(place, wanted.link(), "/link");
            }
            if (wanted.master() != null) {
                Devices.inBody(place, wanted.master(), "/master");
            }
            if (wanted.peer() != null && wanted.peer().namespace() != null) {
                Namespaces.inBody(session.kernel(), wanted.peer().namespace(), "/peer/namespace");
            }
            for (List<String> command : wanted.making(namespace)) {
                session.require(command);
            }
            if (wanted.master() != null) {
                session.require(Masters.join(session.kernel(), namespace, place, wanted.name(), wanted.master()));
            }
            for (List<String> command : wanted.finishing(namespace)) {
                session.require(command);
            }
            return view(session.kernel(), namespace, wanted.name());
        });
        return ResponseEntity.created(
                        UriComponentsBuilder.fromPath("/api/v1/labs/{lab}/namespaces/{namespace}/interfaces/{name}")
                                .encode()
                                .buildAndExpand(lab.id(), namespace, made.name())
                                .toUri())
                .body(made);
    }

    @GetMapping
    Map<String, Object> list(Lab lab, Page page, @PathVariable String namespace) {
        return lab.read(kernel -> {
            Namespace place = Namespaces.inPath(kernel, namespace);
            return page.of(
                    "interfaces",
                    List.copyOf(place.net().devices().all()),
                    device -> InterfaceView.of(kernel, place, device));
        });
    }

    @GetMapping("/{device}")
    InterfaceView read(Lab lab, @PathVariable String namespace, @PathVariable String device) {
        return lab.read(kernel -> view(kernel, namespace, device));
    }

    @PatchMapping("/{device}")
    InterfaceView update(
            Lab lab,
            ExpectedRevision expected,
            @PathVariable String namespace,
            @PathVariable String device,
            @Valid @RequestBody InterfaceChanges changes)
            throws StaleRevisionException, CommandFailedException {
        return lab.change(expected.revision(), session -> {
            Kernel kernel = session.kernel();
            Namespace place = Namespaces.inPath(kernel, namespace);
            Devices.inPath(place, device);
            if (changes.namespace() != null) {
                Namespaces.inBody(kernel, changes.namespace(), "/namespace");
            }
            if (changes.master() != null && !changes.master().isEmpty()) {
                Devices.inBody(place, changes.master(), "/master");
            }
            for (List<String> command : changes.settings(namespace, device)) {
                session.require(command);
            }
            if (changes.master() != null) {
                session.require(
                        changes.master().isEmpty()
                                ? Masters.leave(namespace, Devices.inPath(place, device))
                                : Masters.join(kernel, namespace, place, device, changes.master()));
            }
            if (changes.options() != null) {
                NetDevice changed = Devices.inPath(place, device);
                session.require(typed(namespace, device, changed.kind(), changes.options()));
            }
            if (changes.portOptions() != null) {
                String master = Devices.inPath(place, device)
                        .master()
                        .map(NetDevice::kind)
                        .orElseThrow(() -> ProblemException.invalid(
                                "/portOptions", "the interface is not a port; give its master first, or with them"));
                session.require(typed(namespace, device, master + "_slave", changes.portOptions()));
            }
            for (List<String> command : changes.moves(namespace, device)) {
                session.require(command);
            }
            return view(
                    kernel,
                    changes.namespace() == null ? namespace : changes.namespace(),
                    changes.name() == null ? device : changes.name());
        });
    }

    @DeleteMapping("/{device}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Lab lab, ExpectedRevision expected, @PathVariable String namespace, @PathVariable String device)
            throws StaleRevisionException, CommandFailedException {
        lab.change(expected.revision(), session -> {
            Namespace place = Namespaces.inPath(session.kernel(), namespace);
            return session.require(Masters.delete(session.kernel(), namespace, place, Devices.inPath(place, device)));
        });
    }

    private static List<String> typed(String namespace, String device, String type, Map<String, Object> options) {
        List<String> words = new ArrayList<>(List.of("ip", "link", "set", "dev", device, "type", type));
        words.addAll(LinkOptions.words(type, options));
        return Commands.in(namespace, words);
    }

    private static InterfaceView view(Kernel kernel, String namespace, String device) {
        Namespace place = Namespaces.inPath(kernel, namespace);
        return InterfaceView.of(kernel, place, Devices.inPath(place, device));
    }
}
