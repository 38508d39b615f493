package dev.vethlab.web.neighbor;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.rtnetlink.NeighbourInfo;
import dev.vethlab.kernel.rtnetlink.Neighbours;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.device.Devices;
import dev.vethlab.web.identity.ShortDigest;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.syntax.Syntax;
import dev.vethlab.web.syntax.WrittenAs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/api/v1/labs/{lab}/namespaces/{namespace}/neighbors")
class NeighborController {

    private static final String STATES = "permanent|noarp|reachable|stale|delay|probe|incomplete|failed|none";

    /** What a client says when it adds a neighbour, in the words of {@code ip neigh add}. */
    record NewNeighbor(
            @NotNull(message = "must be given") @WrittenAs(Syntax.ADDRESS)
            String address,

            @NotNull(message = "must be given") @JsonProperty("interface") @WrittenAs(Syntax.DEVICE_NAME)
            String device,

            @Nullable @WrittenAs(Syntax.MAC) String mac,

            @Nullable
            @Pattern(
                    regexp = STATES,
                    message = "must be permanent, noarp, reachable, stale, delay, probe, incomplete, failed or none")
            String state,

            @Nullable Boolean proxy) {

        List<String> words() {
            List<String> words = new ArrayList<>(List.of("ip", "neigh", "add"));
            if (Boolean.TRUE.equals(proxy)) {
                words.add("proxy");
            }
            words.add(address);
            if (mac != null) {
                words.addAll(List.of("lladdr", mac));
            }
            if (state != null) {
                words.addAll(List.of("nud", state));
            }
            words.addAll(List.of("dev", device));
            return words;
        }
    }

    /**
     * A neighbour as clients read it.
     *
     * @param id stands for its interface and address
     * @param device null for a proxy entry of every interface
     * @param mac null as long as it is not known
     * @param state its NUD state; null for a proxy entry
     */
    record NeighborView(
            String id,
            String address,
            @JsonProperty("interface") @Nullable String device,
            @Nullable String mac,
            @Nullable String state,
            boolean proxy) {

        static NeighborView of(Namespace namespace, NeighbourInfo info) {
            boolean proxy = info.has(Neighbour.NTF_PROXY);
            return new NeighborView(
                    ShortDigest.of(info.destination(), info.index(), proxy),
                    info.destination().toString(),
                    namespace
                            .net()
                            .devices()
                            .byIndex(info.index())
                            .map(NetDevice::name)
                            .orElse(null),
                    info.lladdr().map(MacAddress::toString).orElse(null),
                    proxy ? null : info.state().name().toLowerCase(Locale.ROOT),
                    proxy);
        }
    }

    @PostMapping
    ResponseEntity<NeighborView> create(
            Lab lab, ExpectedRevision expected, @PathVariable String namespace, @Valid @RequestBody NewNeighbor wanted)
            throws StaleRevisionException, CommandFailedException {
        NeighborView made = lab.change(expected.revision(), session -> {
            Namespace place = Namespaces.inPath(session.kernel(), namespace);
            Devices.inBody(place, wanted.device(), "/interface");
            session.require(Commands.in(namespace, wanted.words()));
            return neighbors(place).stream()
                    .filter(neighbor -> neighbor.address().equals(wanted.address())
                            && wanted.device().equals(neighbor.device())
                            && neighbor.proxy() == Boolean.TRUE.equals(wanted.proxy()))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid("/state", "the kernel keeps no entry of this state"));
        });
        return ResponseEntity.created(
                        UriComponentsBuilder.fromPath("/api/v1/labs/{lab}/namespaces/{namespace}/neighbors/{neighbor}")
                                .encode()
                                .buildAndExpand(lab.id(), namespace, made.id())
                                .toUri())
                .body(made);
    }

    @GetMapping
    Map<String, Object> list(Lab lab, Page page, @PathVariable String namespace) {
        return lab.read(
                kernel -> page.of("neighbors", neighbors(Namespaces.inPath(kernel, namespace)), neighbor -> neighbor));
    }

    @GetMapping("/{neighbor}")
    NeighborView read(Lab lab, @PathVariable String namespace, @PathVariable String neighbor) {
        return lab.read(kernel -> find(kernel, namespace, neighbor));
    }

    @DeleteMapping("/{neighbor}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Lab lab, ExpectedRevision expected, @PathVariable String namespace, @PathVariable String neighbor)
            throws StaleRevisionException, CommandFailedException {
        lab.change(expected.revision(), session -> {
            NeighborView found = find(session.kernel(), namespace, neighbor);
            List<String> words = new ArrayList<>(List.of("ip", "neigh", "del"));
            if (found.proxy()) {
                words.add("proxy");
            }
            words.add(found.address());
            if (found.device() != null) {
                words.addAll(List.of("dev", found.device()));
            }
            return session.require(Commands.in(namespace, words));
        });
    }

    private static NeighborView find(Kernel kernel, String namespace, String id) {
        return neighbors(Namespaces.inPath(kernel, namespace)).stream()
                .filter(neighbor -> neighbor.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.notFound("neighbor", id, "GET .../neighbors lists those of this namespace."));
    }

    private static List<NeighborView> neighbors(Namespace namespace) {
        Neighbours messages = new Neighbours(namespace.net(), namespace.neighbours());
        return Stream.concat(messages.dump().stream(), messages.dumpProxies().stream())
                .map(info -> NeighborView.of(namespace, info))
                .toList();
    }
}
