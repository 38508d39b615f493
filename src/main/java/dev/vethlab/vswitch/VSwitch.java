package dev.vethlab.vswitch;

import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.ofproto.Switch;

/** Open vSwitch as it runs in a namespace: the database, and the bridges that follow it (vswitchd/bridge.c). */
public final class VSwitch {

    private final NetNamespace net;
    private final Switch bridges;
    private final Reconfiguration reconfiguration;
    private final StatusColumns status;
    private Database database;
    private boolean stale;
    private boolean working;
    private boolean ended;

    VSwitch(NetNamespace net) {
        this.net = net;
        this.bridges = new Switch(net);
        this.reconfiguration = new Reconfiguration(net, bridges);
        this.status = new StatusColumns(bridges);
        this.database = new Database(net.machine().random().nextLong());
        net.addListener(this::onDevice);
        net.linkWatch().afterRequests(this::catchUp);
        net.atExit(() -> ended = true);
    }

    public Switch bridges() {
        return bridges;
    }

    /** The database, with the columns that tell of the state of things as it is now. */
    public Database database() {
        status.refresh(database);
        return database;
    }

    /** Takes over what a transaction has made of the database, and makes the bridges follow. */
    public void commit(Database changed) {
        database = changed;
        database.sweep();
        reconfigure();
        net.machine().changed();
    }

    /** What becomes of devices of its namespace may concern ports that are wanted ({@code if_notifier}); of others it hears nothing. */
    private void onDevice(DeviceEvent event, NetDevice device) {
        if (event == DeviceEvent.REGISTER
                || event == DeviceEvent.UNREGISTER
                || event == DeviceEvent.CHANGE_NAME
                || event == DeviceEvent.CHANGE_MTU
                || event == DeviceEvent.CHANGE_ADDRESS) {
            stale = true;
        }
    }

    private void catchUp() {
        if (stale && !working && !ended) {
            reconfigure();
        }
    }

    private void reconfigure() {
        working = true;
        try {
            stale = false;
            reconfiguration.run(database);
        } finally {
            working = false;
        }
    }
}
