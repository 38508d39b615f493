package dev.vethlab.verify.normal;

import java.util.ArrayList;
import java.util.List;

/** IP options as text, without the times in them. */
final class IpOptionText {

    private IpOptionText() {}

    static String of(Octets options) {
        List<String> shown = new ArrayList<>();
        int at = 0;
        while (at < options.length() && options.at(at) != 0) {
            if (options.at(at) == 1) {
                shown.add("nop");
                at++;
                continue;
            }
            int length = options.at(at + 1);
            if (length < 2) {
                break;
            }
            shown.add(one(options.at(at), length, options.slice(at + 2, at + length)));
            at += length;
        }
        return String.join(" ", shown);
    }

    private static String one(int kind, int length, Octets body) {
        return switch (kind) {
            case 7 -> {
                int end = Math.max(1, Math.min(body.at(0) - 4, body.length()));
                yield "rr " + orDash(addresses(body, 1, end, 4)) + "/" + (length - 3) / 4;
            }
            case 68 -> timestamps(body);
            case 148 -> "ra";
            case 131, 137 ->
                (kind == 131 ? "lsrr" : "ssrr") + " ptr " + body.at(0) + " " + addresses(body, 1, body.length() - 3, 4);
            default -> "opt " + kind + " " + body.hex(40);
        };
    }

    private static String timestamps(Octets body) {
        int flag = body.at(1) & 15;
        boolean withAddresses = flag == 1 || flag == 3;
        Octets used = body.slice(2, Math.max(2, body.at(0) - 5 < 0 ? body.length() + body.at(0) - 5 : body.at(0) - 5));
        String shown = withAddresses ? addresses(used, 0, used.length(), 8) : "";
        return "ts flag " + flag + " overflow " + (body.at(1) >> 4) + " ptr " + body.at(0) + " " + orDash(shown);
    }

    private static String addresses(Octets body, int from, int to, int step) {
        List<String> shown = new ArrayList<>();
        for (int at = from; at < to; at += step) {
            shown.add(body.ipv4(at));
        }
        return String.join(",", shown);
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
