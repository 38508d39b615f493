package dev.vethlab.kernel.device;

/**
 * Whether the machine notes with every packet that leaves a VXLAN tunnel which one it came by, though its device serves one tunnel alone
 * ({@code ip_tunnel_metadata_cnt}). It begins when a routing rule asks for a tunnel, in whichever namespace, and ends when as many have
 * been deleted as were added; rules that go with their namespace are not counted off, so then it never ends, as on Linux.
 */
public final class TunnelMetadata {

    private int users;

    private TunnelMetadata() {}

    /** That of the machine that a namespace is on. */
    public static TunnelMetadata of(NetNamespace net) {
        return net.softnet().subsystem(TunnelMetadata.class, TunnelMetadata::new);
    }

    /** {@code ip_tunnel_need_metadata}. */
    public void need() {
        users++;
    }

    /** {@code ip_tunnel_unneed_metadata}. */
    public void forgo() {
        users--;
    }

    /** {@code ip_tunnel_collect_metadata}. */
    public boolean isCollected() {
        return users > 0;
    }
}
