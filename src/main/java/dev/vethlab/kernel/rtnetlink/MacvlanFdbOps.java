package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.macvlan.MacvlanDevice;
import dev.vethlab.kernel.macvlan.MacvlanMode;
import java.util.List;

/** The lists of addresses of a macvlan: only one that has its device for itself receives for other stations ({@code macvlan_fdb_add}). */
final class MacvlanFdbOps implements FdbOps {

    static final MacvlanFdbOps INSTANCE = new MacvlanFdbOps();

    private MacvlanFdbOps() {}

    @Override
    public void add(NetDevice owner, NetDevice device, FdbRequest request) throws KernelException {
        check(device, request.address);
        if (request.replace) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        ForwardingEntries.addListed(device, request.address, true);
    }

    @Override
    public void delete(NetDevice owner, NetDevice device, FdbRequest request) throws KernelException {
        check(device, request.address);
        ForwardingEntries.deleteListed(device, request.address);
    }

    private static void check(NetDevice device, MacAddress address) throws KernelException {
        if (!address.isMulticast() && ((MacvlanDevice) device).mode() != MacvlanMode.PASSTHRU) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
    }

    @Override
    public List<FdbInfo> dump(NetDevice owner, NetDevice device) {
        return ForwardingEntries.own(device);
    }
}
