package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.wire.Ipv4Packet;
import java.util.List;

/**
 * A hash of fields of the packet, brought into a range ({@code nft_hash.c}).
 *
 * @param key what is hashed; nothing for the hash that both directions of a flow share ({@code symhash})
 * @param modulus how many values there are
 * @param seed where the hash begins
 * @param seeded whether the seed was given, and is written
 * @param offset the least value
 */
public record HashSelector(List<Selector> key, long modulus, int seed, boolean seeded, long offset)
        implements Selector {

    public HashSelector {
        key = List.copyOf(key);
    }

    /** Whether it is the hash that both directions of a flow share. */
    public boolean isSymmetric() {
        return key.isEmpty();
    }

    @Override
    public DataType type() {
        return DataType.INTEGER;
    }

    @Override
    public boolean load(Evaluation evaluation, int register) {
        byte[] bytes = isSymmetric() ? flow(evaluation) : bytes(evaluation, register);
        if (bytes.length == 0) {
            return false;
        }
        long hash = Integer.toUnsignedLong(JenkinsHash.of(bytes, seed));
        evaluation.numbers[register] = offset + (hash * modulus >>> Integer.SIZE);
        return true;
    }

    /** The fields in network order, each but a single one filled up to whole words; nothing where one is missing. */
    private byte[] bytes(Evaluation evaluation, int register) {
        int length = 0;
        for (Selector part : key) {
            int octets = (part.type().bits() + 7) / 8;
            length += key.size() == 1 ? octets : (octets + 3) / 4 * 4;
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (Selector part : key) {
            if (!part.load(evaluation, register)) {
                return new byte[0];
            }
            int octets = (part.type().bits() + 7) / 8;
            for (int i = 0; i < octets; i++) {
                bytes[at + i] = (byte) (evaluation.numbers[register] >>> Byte.SIZE * (octets - 1 - i));
            }
            at += (octets + 3) / 4 * 4;
        }
        return bytes;
    }

    /** The ends of the flow, the lower first; Linux hashes them with a key drawn at boot ({@code __skb_get_hash_symmetric}). */
    private static byte[] flow(Evaluation evaluation) {
        Ipv4Packet packet = evaluation.packet();
        if (packet == null) {
            return new byte[0];
        }
        long one = end(packet.source().bits(), HeaderField.TH_SPORT, evaluation);
        long other = end(packet.destination().bits(), HeaderField.TH_DPORT, evaluation);
        byte[] bytes = new byte[13];
        put(bytes, 0, Math.min(one, other));
        put(bytes, 6, Math.max(one, other));
        bytes[12] = (byte) packet.protocol();
        return bytes;
    }

    private static long end(int address, HeaderField port, Evaluation evaluation) {
        return Integer.toUnsignedLong(address) << Short.SIZE | (port.load(evaluation, 0) ? evaluation.numbers[0] : 0);
    }

    private static void put(byte[] bytes, int at, long end) {
        for (int i = 0; i < 6; i++) {
            bytes[at + i] = (byte) (end >>> Byte.SIZE * (5 - i));
        }
    }

    @Override
    public String text(TextStyle style) {
        return (isSymmetric() ? "symhash" : "jhash " + SetLookup.text(key, style)) + " mod " + modulus
                + (seeded ? " seed 0x" + Integer.toHexString(seed) : "")
                + (offset == 0 ? "" : " offset " + offset);
    }
}
