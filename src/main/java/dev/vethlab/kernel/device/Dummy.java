package dev.vethlab.kernel.device;

/** A device that swallows what it is given (drivers/net/dummy.c). */
public final class Dummy extends NetDevice {

    public Dummy(NetNamespace net, String name) {
        super(net, name);
        flags.own = DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_NOARP;
    }

    @Override
    public String kind() {
        return "dummy";
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
    protected void changeCarrier(boolean present) {
        if (present) {
            carrierOn();
        } else {
            carrierOff();
        }
    }

    @Override
    protected void transmit(Skb skb) {
        stats().txPackets++;
        stats().txBytes += skb.length();
    }
}
