package dev.vethlab.vswitch.action;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.netfilter.nat.NatManip;
import dev.vethlab.kernel.netfilter.nat.NatRange;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.KeyValues;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands in {@code nat(...)} ({@code parse_NAT}, {@code str_to_nat_range}). */
final class NatReader {

    private static final Pattern RANGE = Pattern.compile("([0-9.]+)(?:-([0-9.]+))?(?::(\\d+)(?:-(\\d+))?)?");

    private boolean source;
    private boolean destination;
    private boolean persistent;
    private boolean hashed;
    private boolean random;
    private NatRange range = NatRange.NOTHING;

    private NatReader() {}

    static NatSpec read(String text) {
        NatReader reader = new NatReader();
        KeyValues.read(text).forEach(reader::take);
        return reader.finish();
    }

    private void take(KeyValues.Entry entry) {
        switch (entry.key()) {
            case "src" -> {
                source = true;
                readRange(entry.value());
            }
            case "dst" -> {
                destination = true;
                readRange(entry.value());
            }
            case "persistent" -> persistent = true;
            case "hash" -> hashed = true;
            case "random" -> random = true;
            default -> throw new FlowException("invalid key \"" + entry.key() + "\" in \"nat\" argument");
        }
    }

    private void readRange(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (text.isEmpty()) {
            return;
        }
        if (!matcher.matches()) {
            throw new FlowException("garbage (" + text + ") after nat range \"" + text + "\" (pos: 0)");
        }
        Ipv4Address first = address(matcher.group(1), text);
        Ipv4Address last = matcher.group(2) == null ? first : address(matcher.group(2), text);
        if (first.compareTo(last) > 0) {
            throw new FlowException("invalid min/max: \"" + text + "\"");
        }
        boolean hasPort = matcher.group(3) != null;
        int firstPort = hasPort ? Integer.parseInt(matcher.group(3)) : 0;
        int lastPort = matcher.group(4) == null ? firstPort : Integer.parseInt(matcher.group(4));
        range = new NatRange(true, first, last, hasPort, firstPort, lastPort, false, false, false);
    }

    private static Ipv4Address address(String text, String whole) {
        return Ipv4Address.parse(text)
                .orElseThrow(
                        () -> new FlowException("garbage (" + text + ") after nat range \"" + whole + "\" (pos: 0)"));
    }

    private NatSpec finish() {
        if (source && destination) {
            throw new FlowException("May only specify one of \"src\" or \"dst\".");
        }
        if (!source && !destination && (persistent || hashed || random)) {
            throw new FlowException("Flags allowed only with \"src\" or \"dst\".");
        }
        if (hashed && random) {
            throw new FlowException("Both \"hash\" and \"random\" are not allowed.");
        }
        Optional<NatManip> end = source
                ? Optional.of(NatManip.SOURCE)
                : destination ? Optional.of(NatManip.DESTINATION) : Optional.empty();
        NatRange whole = new NatRange(
                range.hasAddress(),
                range.first(),
                range.last(),
                range.hasPort(),
                range.firstPort(),
                range.lastPort(),
                random,
                false,
                persistent);
        return new NatSpec(end, whole, hashed);
    }
}
