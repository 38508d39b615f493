package dev.vethlab.verify.random;

import java.util.ArrayList;
import java.util.List;

/** The namespaces of a random lab and the veth pairs between them, with the addresses they are meant to have. */
final class Wiring {

    /** One end of a pair. */
    record End(String namespace, String device, String address, int prefixLength) {

        String withPrefix() {
            return address + "/" + prefixLength;
        }
    }

    /** A pair; its subnet is {@code 10.NUMBER.0.0}. */
    record Pair(int number, End one, End other) {

        String subnet() {
            return switch (one.prefixLength()) {
                case 16 -> "10." + number + ".0.0/16";
                case 24 -> "10." + number + ".0.0/24";
                default -> "10." + number + ".0.0/" + one.prefixLength();
            };
        }
    }

    final List<String> namespaces = new ArrayList<>();
    final List<Pair> pairs = new ArrayList<>();

    private Wiring() {}

    static Wiring draw(Dice dice) {
        Wiring wiring = new Wiring();
        int count = dice.between(2, 6);
        if (dice.chance(25)) {
            wiring.namespaces.add("host");
        }
        while (wiring.namespaces.size() < count) {
            wiring.namespaces.add("n" + wiring.namespaces.size());
        }
        for (int i = 1; i < count; i++) {
            int parent = dice.chance(60) ? i - 1 : dice.between(0, i - 1);
            wiring.join(dice, wiring.namespaces.get(parent), wiring.namespaces.get(i));
        }
        int extra = dice.between(0, 2);
        for (int i = 0; i < extra; i++) {
            wiring.join(dice, dice.pick(wiring.namespaces), dice.pick(wiring.namespaces));
        }
        return wiring;
    }

    private void join(Dice dice, String one, String other) {
        int number = pairs.size() + 1;
        int length = dice.oneOf(24, 24, 24, 24, 16, 30, 29, 28);
        boolean sameName = !one.equals(other) && dice.chance(20);
        String first = sameName ? "w" + number : "v" + number + "a";
        String second = sameName ? first : "v" + number + "b";
        pairs.add(new Pair(
                number,
                new End(one, first, "10." + number + ".0.1", length),
                new End(other, second, "10." + number + ".0.2", length)));
    }

    /** All ends of pairs in a namespace. */
    List<End> endsIn(String namespace) {
        List<End> ends = new ArrayList<>();
        for (Pair pair : pairs) {
            for (End end : List.of(pair.one(), pair.other())) {
                if (end.namespace().equals(namespace)) {
                    ends.add(end);
                }
            }
        }
        return ends;
    }

    List<End> ends() {
        List<End> ends = new ArrayList<>();
        pairs.forEach(pair -> ends.addAll(List.of(pair.one(), pair.other())));
        return ends;
    }

    /** The address of the neighbour through which the shortest way from a namespace leads into a pair's subnet; empty where there is none. */
    String gateway(String from, Pair target) {
        List<String> reached = new ArrayList<>(List.of(from));
        List<String> firstHops = new ArrayList<>(List.of(""));
        for (int i = 0; i < reached.size(); i++) {
            String place = reached.get(i);
            if (i > 0
                    && (target.one().namespace().equals(place)
                            || target.other().namespace().equals(place))) {
                return firstHops.get(i);
            }
            for (Pair pair : pairs) {
                hop(pair.one(), pair.other(), place, i, reached, firstHops);
                hop(pair.other(), pair.one(), place, i, reached, firstHops);
            }
        }
        return "";
    }

    private static void hop(End near, End far, String place, int i, List<String> reached, List<String> firstHops) {
        if (near.namespace().equals(place) && !reached.contains(far.namespace())) {
            reached.add(far.namespace());
            firstHops.add(i == 0 ? far.address() : firstHops.get(i));
        }
    }
}
