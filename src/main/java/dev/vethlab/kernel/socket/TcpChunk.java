package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.SkbOwner;
import dev.vethlab.wire.Bytes;

/** A stretch of the outgoing stream: what goes into one packet, SYN and FIN included ({@code TCP_SKB_CB}). */
final class TcpChunk implements SkbOwner {

    int sequence;
    Bytes data;
    boolean push;
    boolean fin;
    final boolean syn;
    long sentNs = -1;
    boolean sentAgain;
    boolean selectivelyAcknowledged;
    private int waiting;

    TcpChunk(int sequence, Bytes data, boolean syn) {
        this.sequence = sequence;
        this.data = data;
        this.syn = syn;
    }

    int length() {
        return data.length() + (syn ? 1 : 0) + (fin ? 1 : 0);
    }

    int end() {
        return sequence + length();
    }

    /** Whether what was sent of it has not left this host yet ({@code skb_still_in_host_queue}). */
    boolean isStillHere() {
        return waiting > 0;
    }

    @Override
    public void charge(int bytes) {
        waiting += bytes;
    }

    @Override
    public void release(int bytes) {
        waiting -= bytes;
    }

    /** How many segments of a size it makes ({@code tcp_skb_pcount}). */
    int segments(int mss) {
        return Math.max(1, (data.length() + mss - 1) / mss);
    }

    /** Cuts the rest off behind so many bytes ({@code tcp_fragment}). */
    TcpChunk cut(int bytes) {
        TcpChunk rest = new TcpChunk(sequence + bytes, data.from(bytes), false);
        rest.push = push;
        rest.fin = fin;
        rest.sentNs = sentNs;
        rest.sentAgain = sentAgain;
        data = data.first(bytes);
        push = false;
        fin = false;
        return rest;
    }

    /** Adds bytes at the end. */
    void append(Bytes more) {
        byte[] joined = new byte[data.length() + more.length()];
        data.encode(joined, 0);
        more.encode(joined, data.length());
        data = Bytes.of(joined);
    }
}
