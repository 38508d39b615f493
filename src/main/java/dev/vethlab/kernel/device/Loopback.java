package dev.vethlab.kernel.device;

/** The device {@code lo}, which receives what it sends (drivers/net/loopback.c). */
public final class Loopback extends NetDevice {

    private static final int MTU = 65536;

    public Loopback(NetNamespace net) {
        super(net, "lo");
        flags.own = DeviceFlags.IFF_LOOPBACK;
        mtu = MTU;
        broadcast = address;
    }

    @Override
    public String kind() {
        return "";
    }

    @Override
    public String linkType() {
        return "loopback";
    }

    @Override
    public boolean isNamespaceImmutable() {
        return true;
    }

    @Override
    public int minMtu() {
        return 0;
    }

    @Override
    public int maxMtu() {
        return 0;
    }

    @Override
    public int tsoMaxSize() {
        return Offload.MOST_TSO_SIZE;
    }

    @Override
    protected void transmit(Skb skb) {
        Skb received = skb.received(this);
        DeviceStats stats = stats();
        int length = skb.payload.length();
        stats.txPackets++;
        stats.txBytes += length;
        stats.rxPackets++;
        stats.rxBytes += length;
        received.mark = skb.mark;
        received.dst = skb.dst;
        received.connection = skb.connection;
        received.ctInfo = skb.ctInfo;
        net().softnet().enqueue(received);
    }
}
