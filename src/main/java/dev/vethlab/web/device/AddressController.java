package dev.vethlab.web.device;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
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
import java.util.Map;
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
@RequestMapping("/api/v1/labs/{lab}/namespaces/{namespace}/interfaces/{device}/addresses")
class AddressController {

    private static final String HOST_LENGTH = "/32";

    /** What a client says when it gives an interface an address; without a length the address stands alone (/32). */
    record NewAddress(
            @NotNull(message = "must be given, such as 10.1.1.2/24") @WrittenAs(Syntax.ADDRESS_WITH_LENGTH)
            String address,

            @Nullable @WrittenAs(Syntax.ADDRESS_WITH_LENGTH) String peer,
            @Nullable @WrittenAs(Syntax.ADDRESS) String broadcast,

            @Nullable @Pattern(regexp = "global|link|host|site", message = "must be global, link, host or site")
            String scope,

            @Nullable @WrittenAs(Syntax.LABEL) String label) {

        List<String> words(String device) {
            List<String> words = new ArrayList<>(List.of("ip", "address", "add", address));
            add(words, "peer", peer);
            add(words, "broadcast", broadcast);
            add(words, "scope", scope);
            add(words, "label", label);
            words.addAll(List.of("dev", device));
            return words;
        }

        private static void add(List<String> words, String keyword, @Nullable String value) {
            if (value != null) {
                words.addAll(List.of(keyword, value));
            }
        }

        /** The address as the kernel has it afterwards. */
        String withLength() {
            if (peer != null) {
                int slash = peer.indexOf('/');
                return address.split("/", 2)[0] + (slash < 0 ? HOST_LENGTH : peer.substring(slash));
            }
            return address.contains("/") ? address : address + HOST_LENGTH;
        }
    }

    @PostMapping
    ResponseEntity<AddressView> create(
            Lab lab,
            ExpectedRevision expected,
            @PathVariable String namespace,
            @PathVariable String device,
            @Valid @RequestBody NewAddress wanted)
            throws StaleRevisionException, CommandFailedException {
        AddressView made = lab.change(expected.revision(), session -> {
            Devices.inPath(Namespaces.inPath(session.kernel(), namespace), device);
            session.require(Commands.in(namespace, wanted.words(device)));
            return AddressView.of(find(session.kernel(), namespace, device, wanted.withLength()));
        });
        return ResponseEntity.created(UriComponentsBuilder.fromPath(
                                "/api/v1/labs/{lab}/namespaces/{namespace}/interfaces/{device}/addresses/{address}")
                        .encode()
                        .buildAndExpand(
                                lab.id(), namespace, device, made.address().split("/", 2)[0])
                        .toUri())
                .body(made);
    }

    @GetMapping
    Map<String, Object> list(Lab lab, Page page, @PathVariable String namespace, @PathVariable String device) {
        return lab.read(kernel -> page.of("addresses", all(kernel, namespace, device), AddressView::of));
    }

    @GetMapping("/{address}")
    AddressView read(
            Lab lab, @PathVariable String namespace, @PathVariable String device, @PathVariable String address) {
        return lab.read(kernel -> AddressView.of(find(kernel, namespace, device, address)));
    }

    @GetMapping("/{address}/{prefixLength}")
    AddressView read(
            Lab lab,
            @PathVariable String namespace,
            @PathVariable String device,
            @PathVariable String address,
            @PathVariable String prefixLength) {
        return read(lab, namespace, device, address + "/" + prefixLength);
    }

    @DeleteMapping("/{address}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Lab lab,
            ExpectedRevision expected,
            @PathVariable String namespace,
            @PathVariable String device,
            @PathVariable String address)
            throws StaleRevisionException, CommandFailedException {
        lab.change(expected.revision(), session -> {
            Ifaddr found = find(session.kernel(), namespace, device, address);
            List<String> words = new ArrayList<>(List.of("ip", "address", "del"));
            if (found.address().equals(found.local())) {
                words.add(AddressView.written(found));
            } else {
                words.addAll(List.of(found.local().toString(), "peer", found.address() + "/" + found.prefixLength()));
            }
            words.addAll(List.of("dev", device));
            return session.require(Commands.in(namespace, words));
        });
    }

    @DeleteMapping("/{address}/{prefixLength}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Lab lab,
            ExpectedRevision expected,
            @PathVariable String namespace,
            @PathVariable String device,
            @PathVariable String address,
            @PathVariable String prefixLength)
            throws StaleRevisionException, CommandFailedException {
        delete(lab, expected, namespace, device, address + "/" + prefixLength);
    }

    private static List<Ifaddr> all(Kernel kernel, String namespace, String device) {
        Namespace place = Namespaces.inPath(kernel, namespace);
        return InterfaceView.addresses(place, Devices.inPath(place, device));
    }

    private static Ifaddr find(Kernel kernel, String namespace, String device, String address) {
        return all(kernel, namespace, device).stream()
                .filter(candidate -> address.contains("/")
                        ? AddressView.written(candidate).equals(address)
                        : candidate.local().toString().equals(address))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound(
                        "address", address, "GET .../addresses lists those of this interface."));
    }
}
