package dev.vethlab.kernel.tun;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device whose other end is a program: tap with Ethernet headers, tun without (drivers/net/tun.c). */
public final class TunDevice extends NetDevice {

    private static final int LARGEST_MTU = 65535;
    private static final int TUN_QUEUE_LENGTH = 500;
    private static final int QUEUES = 256;
    private static final int SPEED = 10_000;

    private final TunSettings settings;
    private @Nullable TunReader reader;

    private TunDevice(NetNamespace net, String name, TunSettings settings) {
        super(net, name);
        this.settings = settings;
        if (settings.ethernet()) {
            initialFlags(DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_MULTICAST);
            DeviceSettings.randomAddress(this);
        } else {
            initialFlags(DeviceFlags.IFF_POINTOPOINT | DeviceFlags.IFF_NOARP | DeviceFlags.IFF_MULTICAST);
            DeviceSettings.broadcast(this, MacAddress.ZERO);
            DeviceSettings.txQueueLength(this, TUN_QUEUE_LENGTH);
        }
        if (settings.multiQueue()) {
            DeviceSettings.queues(this, QUEUES, QUEUES);
        }
    }

    /**
     * Makes a device that stays when its maker has gone ({@code TUNSETIFF} with {@code IFF_TUN_EXCL}, {@code TUNSETPERSIST}).
     *
     * @param name the name, or the empty text for the next free one
     * @throws KernelException EBUSY for a name that is taken, EINVAL for one that cannot be
     */
    public static TunDevice add(NetNamespace net, String name, TunSettings settings) throws KernelException {
        if (net.devices().byName(name).isPresent()) {
            throw new KernelException(Errno.EBUSY);
        }
        net.linkWatch().hold();
        try {
            TunDevice device = new TunDevice(net, name.isEmpty() ? settings.type() + "%d" : name, settings);
            net.devices().register(device, 0);
            device.carrierOff();
            net.machine().changed();
            return device;
        } finally {
            net.linkWatch().release();
        }
    }

    /**
     * Deletes a device, as a program does that opens it, says that it need not stay, and goes. A device that is not there
     * is made for that.
     *
     * @throws KernelException EINVAL for a device of another type, EBUSY for one that a program has open
     */
    public static void delete(NetNamespace net, String name, TunSettings settings) throws KernelException {
        Optional<NetDevice> found = net.devices().byName(name);
        if (found.isEmpty()) {
            DeviceTable.delete(add(net, name, settings));
            return;
        }
        if (!(found.get() instanceof TunDevice device)
                || device.settings.ethernet() != settings.ethernet()
                || device.settings.multiQueue() != settings.multiQueue()) {
            throw new KernelException(Errno.EINVAL);
        }
        if (device.reader != null && !settings.multiQueue()) {
            throw new KernelException(Errno.EBUSY);
        }
        DeviceTable.delete(device);
        net.machine().changed();
    }

    public TunSettings settings() {
        return settings;
    }

    /** The end of the program that has it open. */
    public Optional<TunReader> reader() {
        return Optional.ofNullable(reader);
    }

    /** How many programs have it open. */
    public int readers() {
        return reader == null ? 0 : 1;
    }

    /**
     * Opens the program's end: the device has carrier until it is closed.
     *
     * @param program told of each packet that can be read
     * @throws KernelException EBUSY where somebody has it open
     */
    public TunReader attach(TunProgram program) throws KernelException {
        if (reader != null) {
            throw new KernelException(Errno.EBUSY);
        }
        TunReader attached = new TunReader(this, program);
        reader = attached;
        carrierOn();
        machine().changed();
        return attached;
    }

    void detached(TunReader closed) {
        if (reader == closed) {
            reader = null;
            carrierOff();
            machine().changed();
        }
    }

    /**
     * Receives what a program writes ({@code tun_get_user}).
     *
     * @throws KernelException EIO where it is down, EINVAL for what is too short or no packet
     */
    void inject(byte[] data) throws KernelException {
        if (!isUp()) {
            throw new KernelException(Errno.EIO);
        }
        Skb skb = settings.ethernet() ? frame(data) : packet(data);
        stats().rxPackets++;
        stats().rxBytes += data.length;
        net().softnet().enqueue(skb);
    }

    private Skb frame(byte[] data) throws KernelException {
        if (data.length < EthernetFrame.HEADER_LENGTH) {
            throw new KernelException(Errno.EINVAL);
        }
        return Skb.of(this, EthernetFrame.parse(data.clone())).received(this);
    }

    private Skb packet(byte[] data) throws KernelException {
        int version = data.length == 0 ? 0 : data[0] >> 4 & 0xf;
        if (version != 4 && version != 6) {
            stats().rxDropped++;
            throw new KernelException(Errno.EINVAL);
        }
        int type = version == 4 ? EthernetFrame.TYPE_IPV4 : EthernetFrame.TYPE_IPV6;
        Bytes bytes = Bytes.of(data.clone());
        return Skb.of(
                this,
                new EthernetFrame(MacAddress.ZERO, MacAddress.ZERO, type, EthernetFrame.parsePayload(type, bytes)));
    }

    @Override
    protected void transmit(Skb skb) {
        EthernetFrame frame = skb.frame;
        TunReader attached = reader;
        if (attached == null || frame == null) {
            stats().txDropped++;
            skb.refused = true;
            return;
        }
        attached.arrive(skb, frame);
    }

    @Override
    protected void changeCarrier(boolean present) throws KernelException {
        if (!present) {
            carrierOff();
        } else if (reader == null) {
            throw new KernelException(Errno.EPERM);
        } else {
            carrierOn();
        }
    }

    @Override
    protected void changeAddress(MacAddress newAddress) throws KernelException {
        if (!settings.ethernet()) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        super.changeAddress(newAddress);
    }

    @Override
    protected List<NetDevice> part() {
        TunReader attached = reader;
        if (attached != null) {
            reader = null;
            attached.detach();
        }
        return List.of(this);
    }

    @Override
    public int speed() {
        return SPEED;
    }

    @Override
    public String kind() {
        return "tun";
    }

    @Override
    public String linkType() {
        return settings.ethernet() ? "ether" : "none";
    }

    @Override
    public boolean hasEthernetHeader() {
        return settings.ethernet();
    }

    @Override
    public String addressText() {
        return settings.ethernet() ? super.addressText() : "";
    }

    @Override
    public String broadcastText() {
        return settings.ethernet() ? super.broadcastText() : "";
    }

    @Override
    public int maxMtu() {
        return settings.ethernet() ? LARGEST_MTU - EthernetFrame.HEADER_LENGTH : LARGEST_MTU;
    }

    @Override
    public boolean isQueueless() {
        return false;
    }
}
