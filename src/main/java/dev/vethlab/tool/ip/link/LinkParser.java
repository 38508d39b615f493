package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceName;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.Optional;

/** Reads what follows {@code ip link add}, {@code set} or {@code del}, to the type ({@code iplink_parse}). */
final class LinkParser {

    private static final int ADDRESS_LENGTH = 6;

    private final IpContext context;
    private final Arguments arguments;
    private final boolean creates;
    private final LinkRequest request;
    private final LinkWords words;
    private Optional<String> name = Optional.empty();
    private Optional<String> dev = Optional.empty();
    private Optional<String> link = Optional.empty();
    private Optional<String> type = Optional.empty();

    /** Whether {@code dev} has not been given on its own. */
    private boolean devIsName = true;

    LinkParser(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        this.context = context;
        this.arguments = arguments;
        this.request = request;
        this.creates = creates;
        this.words = new LinkWords(context, arguments, request);
    }

    /** Fills the request; the arguments then stand behind the type, which is returned where there is one. */
    Optional<String> parse() {
        while (arguments.hasNext() && type.isEmpty()) {
            read(arguments.next());
        }
        settleNames();
        checkAddressLength();
        if (words.index != 0 && !creates && !words.move) {
            throw ExitException.usage(
                    "index can be used only when creating devices or when moving device to another netns.\n");
        }
        if (words.group.isPresent() && words.group.getAsInt() != -1 && dev.isEmpty()) {
            finishGroup();
            return Optional.empty();
        }
        if (creates) {
            finishNew();
        } else {
            finishExisting();
        }
        name.ifPresent(request::name);
        return type;
    }

    private void read(String word) {
        if (word.equals("up") || word.equals("down")) {
            request.flag(DeviceFlags.IFF_UP, word.equals("up"));
        } else if (word.equals("name")) {
            readName(arguments.next());
        } else if (word.equals("index") || !matches(word, "link")) {
            readOther(word);
        } else {
            link = Optional.of(arguments.next());
        }
    }

    private void readName(String word) {
        if (name.isPresent()) {
            throw ExitException.duplicate("name", word);
        }
        if (!isInterfaceName(word)) {
            throw ExitException.invalid("\"name\" not a valid ifname", word);
        }
        name = Optional.of(word);
        if (dev.isEmpty()) {
            dev = name;
        } else {
            devIsName = false;
        }
    }

    private void readOther(String word) {
        if (words.read(word)) {
            return;
        }
        if (LinkWords.isType(word)) {
            type = Optional.of(arguments.next());
        } else if (word.equals("vf")) {
            new VirtualFunctionWords(arguments).read(dev.isPresent());
            request.virtualFunction();
        } else if (word.equals("protodown_reason")) {
            throw ExitException.err(ExitException.FAILURE, "ip link: \"" + word + "\" is not simulated\n");
        } else {
            readDevice(word);
        }
    }

    private void readDevice(String word) {
        if (matches(word, "help")) {
            throw ExitException.usage(LinkUsage.TEXT);
        }
        String device = word.equals("dev") ? arguments.next() : word;
        if (!devIsName || dev.isPresent() && name.isEmpty()) {
            throw ExitException.duplicateOrGarbage("dev", device);
        }
        if (!isAlternativeName(device)) {
            throw ExitException.invalid("\"dev\" not a valid ifname", device);
        }
        dev = Optional.of(device);
        devIsName = name.isEmpty();
    }

    private void settleNames() {
        if (name.isEmpty()) {
            name = dev;
            devIsName = true;
        } else if (dev.isEmpty()) {
            dev = name;
        } else if (name.equals(dev)) {
            devIsName = true;
        }
    }

    private void checkAddressLength() {
        boolean known = dev.isPresent() && context.devices().indexOf(dev.get()) != 0;
        if (known && words.addressLength != 0 && !creates && words.addressLength != ADDRESS_LENGTH) {
            throw ExitException.err(
                    ExitException.FAILURE,
                    "Invalid address length " + words.addressLength + " - must be " + ADDRESS_LENGTH + " bytes\n");
        }
    }

    private void finishGroup() {
        if (arguments.hasNext()) {
            throw ExitException.usage(
                    "Garbage instead of arguments \"" + arguments.next() + " ...\". Try \"ip link help\".\n");
        }
        if (creates) {
            throw ExitException.usage("group cannot be used when creating devices.\n");
        }
    }

    private void finishExisting() {
        String device =
                dev.orElseThrow(() -> ExitException.usage("Not enough information: \"dev\" argument is required.\n"));
        request.index(context.devices().require(device));
        if (devIsName) {
            name = Optional.empty();
        }
        if (words.index != 0) {
            request.newIndex(words.index);
        }
    }

    private void finishNew() {
        if (!devIsName) {
            throw ExitException.usage("both \"name\" and \"dev\" cannot be used when creating devices.\n");
        }
        link.ifPresent(below -> request.link(context.devices().require(below)));
        request.index(words.index);
    }

    /** {@code check_ifname}. */
    private static boolean isInterfaceName(String word) {
        return word.length() < DeviceName.SIZE && isAlternativeName(word);
    }

    /** {@code check_altifname}. */
    static boolean isAlternativeName(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '/' || c == ' ' || c >= '\t' && c <= '\r') {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
