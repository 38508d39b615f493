package dev.vethlab.addr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What iproute2 makes of a text that stands for a link layer address ({@code ll_addr_a2n} in lib/ll_addr.c): octets in
 * hexadecimal between colons, or an IPv4 address in dotted form.
 *
 * @param octets the octets read, any number of them; none where the text is invalid
 * @param invalid the part that iproute2 complains about, {@code "zz" is invalid lladdr.}: the octet itself, not the whole
 */
public record LinkLayerText(List<Integer> octets, Optional<String> invalid) {

    /** Reads at most {@code limit} octets; what follows them is not looked at. */
    public static LinkLayerText read(String text, int limit) {
        if (text.indexOf('.') >= 0) {
            return InetPrefix.parseAddress(text)
                    .map(LinkLayerText::ofAddress)
                    .orElseGet(() -> new LinkLayerText(List.of(), Optional.of(text)));
        }
        List<Integer> octets = new ArrayList<>();
        int start = 0;
        while (start >= 0 && octets.size() < limit) {
            int colon = text.indexOf(':', start);
            String part = text.substring(start, colon < 0 ? text.length() : colon);
            UnsignedNumber number = UnsignedNumber.read(part, 0, 16);
            // sscanf("%x") keeps the low 32 bits of what it read, and ignores what follows.
            int octet = (int) number.value();
            if (number.isMissing(0) || octet < 0 || octet > 255) {
                return new LinkLayerText(List.of(), Optional.of(part));
            }
            octets.add(octet);
            start = colon < 0 ? -1 : colon + 1;
        }
        return new LinkLayerText(List.copyOf(octets), Optional.empty());
    }

    /** The Ethernet address, where there are exactly six octets. */
    public Optional<MacAddress> mac() {
        if (octets.size() != 6) {
            return Optional.empty();
        }
        long bits = 0;
        for (int octet : octets) {
            bits = bits << 8 | octet;
        }
        return Optional.of(new MacAddress(bits));
    }

    private static LinkLayerText ofAddress(InetPrefix prefix) {
        Ipv4Address address = prefix.address();
        return new LinkLayerText(
                List.of(address.octet(0), address.octet(1), address.octet(2), address.octet(3)), Optional.empty());
    }
}
