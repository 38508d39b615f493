package dev.vethlab.kernel.device;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.VlanTag;
import org.jspecify.annotations.Nullable;

/**
 * A packet on its way through the kernel ({@code struct sk_buff}): the immutable packet, and what the kernel notes about
 * it. The fields are open to the packages of the kernel, as the kernel's own are; outside of it nobody holds one.
 */
public final class Skb {

    /** What it carries above the link layer: an {@code Ipv4Packet}, an {@code ArpPacket}, or bytes that do not parse. */
    public Payload payload;

    /** The EtherType of {@link #payload} ({@code skb->protocol}). */
    public int protocol;

    /** The device that it was received by or is being sent by. */
    public NetDevice dev;

    /** The frame as it passed the last device; null for a packet that has no link layer header yet. */
    public @Nullable EthernetFrame frame;

    public PacketType type = PacketType.HOST;

    /** The index of the device that it entered the host by, 0 for a packet made here ({@code skb->skb_iif}). */
    public int iif;

    /** The index of the port by which it came to a master that took it over, 0 for none ({@code inet_sdif}). */
    public int slaveIif;

    public int mark;

    /** The upper layer's priority, from the type of service. */
    public int priority;

    /** The EtherType of the VLAN tag that it carries beside the frame ({@code skb->vlan_proto}); 0 for none. */
    public int vlanProtocol;

    /** The tag control information of that tag ({@code skb->vlan_tci}). */
    public int vlanTci;

    /** Where it goes; null before routing. */
    public @Nullable Dst dst;

    /** The number of its last sighting in a capture, 0 before the first. */
    public long captureNumber;

    /** The socket that sent it, for errors and for limits; null for a packet that the kernel made or received. */
    public @Nullable Object socket;

    /** Who pays for its memory while it waits; null for a packet that the kernel made or received. */
    public @Nullable SkbOwner owner;

    /** The connection that it belongs to ({@code skb->_nfct}); null before tracking, and for a packet that is in none. */
    public @Nullable Object connection;

    /** How it stands to {@link #connection}; null where it has not been looked at, or is in no valid connection. */
    public @Nullable CtInfo ctInfo;

    /** What is noted about it on its way through a bridge; null where no bridge has shown it to the IPv4 filters. */
    public @Nullable BridgedPacket bridged;

    /** The size of the largest fragment that it was put together from on its way through, 0 for none ({@code frag_max_size}). */
    public int largestFragment;

    /**
     * The size of the segments that the last device makes of it, where it is several of TCP in one ({@code gso_size}); 0 where it is
     * one packet.
     */
    public int segmentSize;

    /** Notes of the protocol that has it at the moment ({@code skb->cb}): options, flags; null where there are none. */
    public @Nullable Object control;

    /** The tunnel that it came by or is to go by ({@code skb_tunnel_info}); null for a packet of no tunnel, or of a device for one. */
    public @Nullable TunnelInfo tunnel;

    /** Whether it is where a filter has sent it. */
    public Redirection redirection = Redirection.NONE;

    /** Whether the device that it was sent by refused it ({@code NET_XMIT_DROP}): its sender is told ENOBUFS. */
    public boolean refused;

    public Skb(NetDevice dev, int protocol, Payload payload) {
        this.dev = dev;
        this.protocol = protocol;
        this.payload = payload;
    }

    /** A received or about to be sent frame. */
    public static Skb of(NetDevice dev, EthernetFrame frame) {
        Skb skb = new Skb(dev, frame.type(), frame.payload());
        skb.frame = frame;
        return skb;
    }

    /** A second reference to the same packet, whose notes can be changed on their own ({@code skb_clone}). */
    public Skb copy() {
        Skb copy = new Skb(dev, protocol, payload);
        copy.frame = frame;
        copy.type = type;
        copy.iif = iif;
        copy.slaveIif = slaveIif;
        copy.mark = mark;
        copy.priority = priority;
        copy.vlanProtocol = vlanProtocol;
        copy.vlanTci = vlanTci;
        copy.dst = dst;
        copy.captureNumber = captureNumber;
        copy.socket = socket;
        copy.owner = owner;
        copy.connection = connection;
        copy.ctInfo = ctInfo;
        copy.bridged = bridged;
        copy.largestFragment = largestFragment;
        copy.segmentSize = segmentSize;
        copy.control = control;
        copy.tunnel = tunnel;
        return copy;
    }

    /**
     * The same packet as another device receives it: what was noted about it on the way is forgotten, and whom it is for is
     * seen from there ({@code skb_scrub_packet}, {@code eth_type_trans}).
     */
    public Skb received(NetDevice receiver) {
        Skb received = new Skb(receiver, protocol, payload);
        received.captureNumber = captureNumber;
        received.segmentSize = segmentSize;
        received.vlanProtocol = vlanProtocol;
        received.vlanTci = vlanTci;
        EthernetFrame arriving = frame;
        if (arriving != null) {
            received.frame = arriving;
            received.protocol = arriving.type();
            received.type = Reception.typeOf(arriving, receiver);
        }
        return received;
    }

    /** Forgets who sent it ({@code skb_orphan}). */
    public void orphan() {
        socket = null;
        owner = null;
    }

    /** Notes that this packet is about another one of the same connection ({@code nf_ct_attach}). */
    public void relateTo(Skb about) {
        if (about.connection != null && about.ctInfo != null) {
            connection = about.connection;
            ctInfo = about.ctInfo.isReply() ? CtInfo.RELATED : CtInfo.RELATED_REPLY;
        }
    }

    /** Puts the link layer header before the payload ({@code dev_hard_header}). */
    public void pushHeader(MacAddress destination, MacAddress source) {
        frame = new EthernetFrame(destination, source, protocol, payload);
    }

    /** Takes the stand-in for a route away that it had while it was bridged ({@code br_drop_fake_rtable}). */
    public void dropFakeRoute() {
        if (bridged != null && bridged.fake == dst) {
            dst = null;
        }
    }

    /** Makes the frame carry {@link #payload} as it is now, from and to whom it was. */
    public void refreshFrame() {
        EthernetFrame old = frame;
        if (old != null && old.payload() != payload) {
            pushHeader(old.destination(), old.source());
        }
    }

    /** Length in bytes as the device counts it: with the Ethernet header. */
    public int length() {
        return EthernetFrame.HEADER_LENGTH + payload.length();
    }

    /** Whether it carries a VLAN tag beside the frame ({@code skb_vlan_tag_present}). */
    public boolean isTagged() {
        return vlanProtocol != 0;
    }

    /** The VLAN of the tag beside the frame. */
    public int vlanId() {
        return vlanTci & 0xfff;
    }

    /** Puts a tag beside the frame ({@code __vlan_hwaccel_put_tag}). */
    public void putTag(int tagProtocol, int tagControl) {
        vlanProtocol = tagProtocol;
        vlanTci = tagControl;
    }

    /** Takes the tag beside the frame away ({@code __vlan_hwaccel_clear_tag}). */
    public void clearTag() {
        vlanProtocol = 0;
        vlanTci = 0;
    }

    /** Moves the frame's first tag, if it has one, from the frame to beside it ({@code skb_vlan_untag}). */
    public void untag() {
        EthernetFrame tagged = frame;
        boolean inside = protocol == EthernetFrame.TYPE_VLAN || protocol == EthernetFrame.TYPE_QINQ;
        if (isTagged() || !inside || tagged == null || !(tagged.payload() instanceof VlanTag)) {
            return;
        }
        VlanTag tag = (VlanTag) tagged.payload();
        putTag(tagged.type(), tag.control());
        protocol = tag.type();
        payload = tag.payload();
        frame = new EthernetFrame(tagged.destination(), tagged.source(), protocol, payload);
    }

    /** Moves the tag beside the frame into it ({@code vlan_insert_tag_set_proto}). */
    public void insertTag() {
        EthernetFrame tagged = frameOnWire();
        if (isTagged() && tagged != null) {
            frame = tagged;
            protocol = tagged.type();
            payload = tagged.payload();
            clearTag();
        }
    }

    /** The frame with the tag that is beside it: what is captured. */
    public @Nullable EthernetFrame frameOnWire() {
        EthernetFrame plain = frame;
        if (!isTagged() || plain == null) {
            return plain;
        }
        VlanTag tag = VlanTag.of(vlanTci, plain.type(), plain.payload());
        return new EthernetFrame(plain.destination(), plain.source(), vlanProtocol, tag);
    }
}
