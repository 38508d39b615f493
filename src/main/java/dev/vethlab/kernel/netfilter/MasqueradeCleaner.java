package dev.vethlab.kernel.netfilter;

import dev.vethlab.kernel.address.AddressListener;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.netfilter.conntrack.ConnectionTable;

/** Forgets masqueraded connections whose device goes down or whose address goes away ({@code masq_device_event}, {@code masq_inet_event}). */
final class MasqueradeCleaner implements DeviceListener, AddressListener {

    private final ConnectionTable table;

    MasqueradeCleaner(ConnectionTable table) {
        this.table = table;
    }

    @Override
    public void on(DeviceEvent event, NetDevice device) {
        if (event == DeviceEvent.DOWN) {
            table.delete(connection -> connection.masqueradeDevice == device.index());
        }
    }

    @Override
    public void up(Ifaddr address) {}

    @Override
    public void down(Ifaddr address) {
        table.delete(connection -> connection.masqueradeDevice != 0
                && connection.reply().destination().equals(address.local()));
    }
}
