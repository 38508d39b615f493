package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.kernel.device.Ipv6AddressMode;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.OperState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the kernel tells about a link ({@code rtnl_fill_ifinfo}).
 *
 * @param linkIndex the index of the other end or lower device, where it has one
 * @param linkNamespaceId what this namespace calls that device's, where it is another one
 * @param flags {@code IFF_*} as programs see them
 * @param address the link layer address as it is written, empty where the device has none
 * @param broadcast the address of all, or of the other end
 * @param permanentAddress the address that it was made with, where that is kept
 * @param kind the kind, empty for a device that no request made
 * @param data what is special to the kind
 * @param portData what is special to its master's kind
 * @param ipv6AddressMode how IPv6 would make addresses, where it could use the device
 */
public record LinkInfo(
        int index,
        String name,
        OptionalInt linkIndex,
        OptionalInt linkNamespaceId,
        int flags,
        int mtu,
        String queueingDiscipline,
        OptionalInt master,
        OperState operState,
        boolean dormantMode,
        int group,
        int txQueueLength,
        String linkType,
        String address,
        String broadcast,
        Optional<MacAddress> permanentAddress,
        int promiscuity,
        int allMulticast,
        int minMtu,
        int maxMtu,
        String kind,
        Optional<LinkData> data,
        Optional<String> masterKind,
        Optional<LinkData> portData,
        Optional<Ipv6AddressMode> ipv6AddressMode,
        int txQueues,
        int rxQueues,
        int gsoMaxSize,
        int gsoMaxSegments,
        int tsoMaxSize,
        int groMaxSize,
        String alias,
        List<String> alternativeNames,
        DeviceStats stats) {

    static LinkInfo of(NetNamespace net, NetDevice device) {
        NetNamespace linkNamespace = device.linkNamespace();
        boolean elsewhere = linkNamespace != device.net();
        int link = device.linkIndex();
        return new LinkInfo(
                device.index(),
                device.name(),
                elsewhere || link != device.index() ? OptionalInt.of(link) : OptionalInt.empty(),
                elsewhere ? OptionalInt.of(net.allocateIdOf(linkNamespace)) : OptionalInt.empty(),
                device.flags(),
                device.mtu(),
                device.queue().discipline(),
                device.master().map(master -> OptionalInt.of(master.index())).orElse(OptionalInt.empty()),
                device.isUp() ? device.operState() : OperState.DOWN,
                device.isDormantMode(),
                device.group(),
                device.txQueueLength(),
                device.linkType(),
                device.addressText(),
                device.broadcastText(),
                device.permanentAddress(),
                device.promiscuity(),
                device.allMulticast(),
                device.minMtu(),
                device.maxMtu(),
                device.kind(),
                LinkKinds.find(device.kind()).flatMap(kind -> kind.data(device)),
                device.master().map(NetDevice::kind),
                device.master().flatMap(master -> LinkKinds.of(master).portData(device)),
                device.hasIpv6() ? Optional.of(device.ipv6AddressMode()) : Optional.empty(),
                device.txQueues(),
                device.rxQueues(),
                device.offload().gsoMaxSize(),
                device.offload().gsoMaxSegments(),
                device.tsoMaxSize(),
                device.offload().groMaxSize(),
                device.alias(),
                List.copyOf(device.alternativeNames()),
                device.stats());
    }

    /** Whether it has all these flags. */
    public boolean has(int wanted) {
        return (flags & wanted) == wanted;
    }

    /** As a bridge tells it of a port, without a word about the namespace of the other end ({@code br_fill_ifinfo}). */
    public LinkInfo withoutLinkNamespace() {
        return new LinkInfo(
                index,
                name,
                linkIndex,
                OptionalInt.empty(),
                flags,
                mtu,
                queueingDiscipline,
                master,
                operState,
                dormantMode,
                group,
                txQueueLength,
                linkType,
                address,
                broadcast,
                permanentAddress,
                promiscuity,
                allMulticast,
                minMtu,
                maxMtu,
                kind,
                data,
                masterKind,
                portData,
                ipv6AddressMode,
                txQueues,
                rxQueues,
                gsoMaxSize,
                gsoMaxSegments,
                tsoMaxSize,
                groMaxSize,
                alias,
                alternativeNames,
                stats);
    }
}
