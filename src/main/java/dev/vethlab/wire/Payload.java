package dev.vethlab.wire;

/** What a header carries: another header with its own payload, or plain bytes. Immutable. */
public interface Payload {

    /** The length in bytes once encoded. */
    int length();

    /** Writes exactly {@link #length()} bytes into {@code target} from {@code offset} on. */
    void encode(byte[] target, int offset);

    /** The encoded bytes, in a new array. */
    default byte[] encode() {
        byte[] bytes = new byte[length()];
        encode(bytes, 0);
        return bytes;
    }
}
