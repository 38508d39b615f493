package dev.vethlab.web.veth;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.device.Devices;
import dev.vethlab.web.device.InterfaceView;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.ProblemException;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
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

@RestController
@RequestMapping("/api/v1/labs/{lab}/veth-pairs")
class VethPairController {

    /** A pair as clients read it. */
    record VethPairView(String id, List<InterfaceView> ends) {}

    /** Two ends, the one that was made first in front. */
    private record Pair(NetDevice one, NetDevice other) {

        String id() {
            return "veth-" + one.serial();
        }

        VethPairView view(Kernel kernel) {
            return new VethPairView(id(), List.of(view(kernel, one), view(kernel, other)));
        }

        private static InterfaceView view(Kernel kernel, NetDevice device) {
            String name = Namespaces.nameOf(kernel, device.net());
            return InterfaceView.of(kernel, Namespaces.inPath(kernel, name), device);
        }
    }

    @PostMapping
    ResponseEntity<VethPairView> create(Lab lab, ExpectedRevision expected, @Valid @RequestBody NewVethPair wanted)
            throws StaleRevisionException, CommandFailedException {
        VethPairView made = lab.change(expected.revision(), session -> {
            Kernel kernel = session.kernel();
            for (int i = 0; i < wanted.ends().size(); i++) {
                Namespaces.inBody(kernel, wanted.ends().get(i).namespace(), "/ends/" + i + "/namespace");
            }
            for (List<String> command : wanted.commands()) {
                session.require(command);
            }
            NewVethPair.End first = wanted.ends().get(0);
            NetDevice device = Devices.inPath(Namespaces.inPath(kernel, first.home()), first.name());
            return pairs(kernel).stream()
                    .filter(pair -> pair.one() == device || pair.other() == device)
                    .findFirst()
                    .orElseThrow()
                    .view(kernel);
        });
        return ResponseEntity.created(URI.create("/api/v1/labs/" + lab.id() + "/veth-pairs/" + made.id()))
                .body(made);
    }

    @GetMapping
    Map<String, Object> list(Lab lab, Page page) {
        return lab.read(kernel -> page.of("vethPairs", pairs(kernel), pair -> pair.view(kernel)));
    }

    @GetMapping("/{pair}")
    VethPairView read(Lab lab, @PathVariable String pair) {
        return lab.read(kernel -> find(kernel, pair).view(kernel));
    }

    @DeleteMapping("/{pair}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Lab lab, ExpectedRevision expected, @PathVariable String pair)
            throws StaleRevisionException, CommandFailedException {
        lab.change(expected.revision(), session -> {
            NetDevice device = find(session.kernel(), pair).one();
            String home = Namespaces.nameOf(session.kernel(), device.net());
            return session.require(Commands.in(home, "ip", "link", "del", "dev", device.name()));
        });
    }

    private static Pair find(Kernel kernel, String id) {
        return pairs(kernel).stream()
                .filter(pair -> pair.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.notFound("veth pair", id, "GET .../veth-pairs lists those of this lab."));
    }

    /** All pairs, oldest first. */
    private static List<Pair> pairs(Kernel kernel) {
        List<Pair> pairs = new ArrayList<>();
        for (Namespace namespace : kernel.all()) {
            for (NetDevice device : namespace.net().devices().all()) {
                if (device.kind().equals("veth")) {
                    device.link()
                            .filter(peer -> device.serial() < peer.serial())
                            .ifPresent(peer -> pairs.add(new Pair(device, peer)));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(pair -> pair.one().serial()));
        return pairs;
    }
}
