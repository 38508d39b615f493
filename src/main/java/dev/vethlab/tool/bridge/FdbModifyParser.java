package dev.vethlab.tool.bridge;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.rtnetlink.FdbRequest;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.PrefixText;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads what follows {@code bridge fdb add}, {@code append}, {@code replace} and {@code del} ({@code fdb_modify}). */
final class FdbModifyParser {

    private static final int OCTETS = 6;

    private final BridgeContext context;
    private final FdbRequest request = new FdbRequest();
    private Optional<String> device = Optional.empty();
    private Optional<String> address = Optional.empty();

    FdbModifyParser(BridgeContext context) {
        this.context = context;
        request.noArp = true;
    }

    FdbRequest parse(Arguments arguments) {
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!tunnel(word, arguments) && !flag(word)) {
                other(word, arguments);
            }
        }
        if (device.isEmpty() || address.isEmpty()) {
            throw ExitException.usage("Device and address are required arguments.\n");
        }
        if (request.nexthop.isPresent()
                && (request.destination.isPresent() || request.port.isPresent() || request.vni.isPresent())) {
            throw ExitException.returned("dst, port, vni are mutually exclusive with nhid\n");
        }
        if (!request.master) {
            request.self = true;
        }
        if (!request.permanent && !request.reachable) {
            request.permanent = true;
        }
        request.address = address(address.get());
        request.index = context.require(device.get(), "Cannot find device");
        return request;
    }

    private boolean tunnel(String word, Arguments arguments) {
        switch (word) {
            case "dst" -> {
                String text = arguments.next();
                if (request.destination.isPresent()) {
                    throw ExitException.duplicateOrGarbage("dst", text);
                }
                request.destination = Optional.of(PrefixText.address(text, AddressFamily.UNSPEC));
            }
            case "nhid" -> {
                String text = arguments.next();
                OptionalLong id = Numbers.u32(text, 0);
                request.nexthop = OptionalInt.of(
                        (int) id.orElseThrow(() -> ExitException.invalid("\"id\" value is invalid\n", text)));
            }
            case "port" -> request.port = number(arguments.next(), 0xffff, "invalid port\n");
            case "vni" -> request.vni = number(arguments.next(), 0xff_ffff, "invalid VNI\n");
            case "src_vni" -> request.sourceVni = number(arguments.next(), 0xff_ffff, "invalid src VNI\n");
            case "via" -> request.via = OptionalInt.of(context.require(arguments.next(), "Cannot find device"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static OptionalInt number(String text, int largest, String complaint) {
        OptionalLong number = Numbers.u32(text, 0);
        if (number.isEmpty() || number.getAsLong() > largest) {
            throw ExitException.invalid(complaint, text);
        }
        return OptionalInt.of((int) number.getAsLong());
    }

    private boolean flag(String word) {
        if (word.equals("self")) {
            request.self = true;
        } else if (matches(word, "master")) {
            request.master = true;
        } else if (matches(word, "router")) {
            request.router = true;
        } else if (matches(word, "local") || matches(word, "permanent")) {
            request.permanent = true;
        } else if (matches(word, "temp") || matches(word, "static")) {
            request.reachable = true;
        } else if (matches(word, "dynamic")) {
            request.reachable = true;
            request.noArp = false;
        } else {
            return false;
        }
        return true;
    }

    private void other(String word, Arguments arguments) {
        if (word.equals("dev")) {
            device = Optional.of(arguments.next());
        } else if (matches(word, "vlan")) {
            if (request.vlan.isPresent()) {
                throw ExitException.duplicateOrGarbage("vlan", word);
            }
            request.vlan = OptionalInt.of(BridgeContext.leadingNumber(arguments.next()));
        } else if (matches(word, "use")) {
            request.use = true;
        } else if (matches(word, "extern_learn")) {
            request.externallyLearned = true;
        } else if (matches(word, "sticky")) {
            request.sticky = true;
        } else {
            String text = word.equals("to") ? arguments.next() : word;
            if (matches(text, "help")) {
                throw ExitException.usage(BridgeUsage.FDB);
            }
            if (address.isPresent()) {
                throw ExitException.duplicateOrGarbage("to", text);
            }
            address = Optional.of(text);
        }
    }

    /** {@code sscanf("%hhx:%hhx:%hhx:%hhx:%hhx:%hhx")}. */
    static MacAddress address(String text) {
        String[] parts = text.split(":", -1);
        long bits = 0;
        if (parts.length < OCTETS) {
            throw ExitException.returned("Invalid mac address " + text + "\n");
        }
        for (int i = 0; i < OCTETS; i++) {
            OptionalLong octet = Numbers.u32(parts[i], 16);
            if (octet.isEmpty()) {
                throw ExitException.returned("Invalid mac address " + text + "\n");
            }
            bits = bits << 8 | octet.getAsLong() & 0xff;
        }
        return new MacAddress(bits);
    }
}
