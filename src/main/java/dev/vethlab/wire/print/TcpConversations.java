package dev.vethlab.wire.print;

import dev.vethlab.wire.Bytes;
import java.util.HashMap;
import java.util.Map;

/** Where the sequence numbers of each TCP conversation began, as far as one run of tcpdump has seen. */
final class TcpConversations {

    /** The ends of a conversation, the one with the lower port first, so that both directions are the same. */
    private record Ends(Bytes first, Bytes second, int firstPort, int secondPort) {}

    /**
     * What to subtract from a segment's numbers.
     *
     * @param sequence of the sender
     * @param acknowledgment of the receiver, for selective acknowledgments too
     * @param isNew whether this segment began the conversation; its own numbers are printed as they are
     */
    record Start(int sequence, int acknowledgment, boolean isNew) {}

    private record Numbers(int ofFirst, int ofSecond) {}

    private final Map<Ends, Numbers> known = new HashMap<>();

    /** Finds the start of the conversation of a segment with ACK; one with SYN starts it anew. */
    Start find(IpHeader ip, int sourcePort, int destinationPort, int sequence, int acknowledgment, boolean syn) {
        boolean reverse = sourcePort > destinationPort
                || sourcePort == destinationPort && compare(ip.source(), ip.destination()) > 0;
        Ends ends = reverse
                ? new Ends(ip.destination(), ip.source(), destinationPort, sourcePort)
                : new Ends(ip.source(), ip.destination(), sourcePort, destinationPort);
        Numbers numbers = known.get(ends);
        boolean isNew = false;
        if (numbers == null || syn) {
            isNew = true;
            numbers = reverse ? new Numbers(acknowledgment - 1, sequence) : new Numbers(sequence, acknowledgment - 1);
            known.put(ends, numbers);
        }
        return reverse
                ? new Start(numbers.ofSecond, numbers.ofFirst, isNew)
                : new Start(numbers.ofFirst, numbers.ofSecond, isNew);
    }

    private static int compare(Bytes left, Bytes right) {
        for (int i = 0; i < left.length(); i++) {
            if (left.at(i) != right.at(i)) {
                return left.at(i) - right.at(i);
            }
        }
        return 0;
    }
}
