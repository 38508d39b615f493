package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.DeviceName;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;

/** Requests about links: RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK, RTM_NEWLINKPROP, RTM_DELLINKPROP (net/core/rtnetlink.c). */
public final class Links {

    private final NetNamespace net;

    /** Requests made in a namespace. */
    public Links(NetNamespace net) {
        this.net = net;
    }

    /**
     * Makes or changes a link. A refused request may have changed something before, as on Linux: a link is made entirely or
     * not at all, but changes are made one by one.
     */
    public void apply(LinkRequest request) throws KernelException {
        locked(() -> new NewLink(net, request).run());
    }

    /** Deletes a link by index or name, or all of a group. */
    public void delete(LinkRequest request) throws KernelException {
        locked(() -> {
            LinkPolicy.checkAttributes(request);
            if (request.index == 0 && request.name.isEmpty() && request.group.isPresent()) {
                deleteGroup(request.group.getAsInt());
            } else {
                deleteOne(find(request));
            }
        });
    }

    /** What there is to know about a device of this namespace. */
    public LinkInfo info(NetDevice device) {
        return LinkInfo.of(net, device);
    }

    /** A link that was asked for by itself: its carrier is looked at first ({@code rtnl_getlink}). */
    public LinkInfo get(NetDevice device) {
        net.linkWatch().sync(device);
        return info(device);
    }

    /** Whether devices of that kind can be told from others here: of a module that is not loaded nobody knows ({@code rtnl_link_ops_get}). */
    public boolean knowsKind(String kind) {
        return LinkKinds.find(kind)
                .filter(known -> !known.isOptional() || net.machine().build().isComplete())
                .isPresent();
    }

    /** All links, by rising index. */
    public List<LinkInfo> dump() {
        List<LinkInfo> links = new ArrayList<>();
        for (NetDevice device : net.devices().all()) {
            links.add(info(device));
        }
        return links;
    }

    /** Gives a device alternative names, one after the other. */
    public void addNames(int index, List<String> names) throws KernelException {
        NetDevice device = find(new LinkRequest().index(index));
        changeNames(device, names, net.devices()::addAlternativeName);
    }

    /** Takes alternative names away, one after the other. */
    public void deleteNames(int index, List<String> names) throws KernelException {
        NetDevice device = find(new LinkRequest().index(index));
        changeNames(device, names, net.devices()::removeAlternativeName);
    }

    /** {@code rtnl_linkprop}. */
    private void changeNames(NetDevice device, List<String> names, NameChange change) throws KernelException {
        boolean changed = false;
        try {
            for (String name : names) {
                change.apply(device, checked(name));
                changed = true;
            }
        } finally {
            if (changed) {
                DeviceState.tellChange(device);
                net.machine().changed();
            }
        }
    }

    private static String checked(String name) throws KernelException {
        if (name.length() >= DeviceName.ALTERNATIVE_SIZE) {
            throw new KernelException(Errno.ERANGE, "Attribute failed policy validation");
        }
        return name;
    }

    private NetDevice find(LinkRequest request) throws KernelException {
        if (request.index > 0) {
            return net.devices().byIndex(request.index).orElseThrow(() -> new KernelException(Errno.ENODEV));
        }
        String name = request.name.orElseThrow(() -> new KernelException(Errno.EINVAL));
        return net.devices().byName(name).orElseThrow(() -> new KernelException(Errno.ENODEV));
    }

    private static void deleteOne(NetDevice device) throws KernelException {
        if (!device.isDeletable()) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        DeviceTable.delete(device);
    }

    /** {@code rtnl_group_dellink}. */
    private void deleteGroup(int group) throws KernelException {
        if (group == 0) {
            throw new KernelException(Errno.EPERM);
        }
        List<NetDevice> members = new ArrayList<>(net.devices().listed());
        members.removeIf(device -> device.group() != group);
        if (members.isEmpty()) {
            throw new KernelException(Errno.ENODEV);
        }
        for (NetDevice member : members) {
            if (!member.isDeletable()) {
                throw new KernelException(Errno.EOPNOTSUPP);
            }
        }
        DeviceTable.deleteAll(members);
    }

    /** A change of an alternative name. */
    @FunctionalInterface
    private interface NameChange {
        void apply(NetDevice device, String name) throws KernelException;
    }

    /** A change of links. */
    @FunctionalInterface
    private interface Change {
        void run() throws KernelException;
    }

    private void locked(Change change) throws KernelException {
        net.linkWatch().hold();
        try {
            change.run();
        } finally {
            net.linkWatch().release();
            net.machine().changed();
        }
    }
}
