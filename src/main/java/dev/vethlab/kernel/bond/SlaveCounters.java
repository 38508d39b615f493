package dev.vethlab.kernel.bond;

import dev.vethlab.kernel.device.DeviceStats;

/** What slaves have counted since a bond looked last, which the bond counts as its own ({@code bond_fold_stats}). */
final class SlaveCounters {

    private SlaveCounters() {}

    /** Adds what is new to the counters of the bond. */
    static void fold(BondSlave slave, DeviceStats own) {
        DeviceStats now = slave.device().stats();
        DeviceStats then = slave.counted;
        own.rxPackets += now.rxPackets - then.rxPackets;
        own.rxBytes += now.rxBytes - then.rxBytes;
        own.rxErrors += now.rxErrors - then.rxErrors;
        own.rxDropped += now.rxDropped - then.rxDropped;
        own.multicast += now.multicast - then.multicast;
        own.txPackets += now.txPackets - then.txPackets;
        own.txBytes += now.txBytes - then.txBytes;
        own.txErrors += now.txErrors - then.txErrors;
        own.txDropped += now.txDropped - then.txDropped;
        remember(slave);
    }

    /** From now on only what comes after this is new. */
    static void remember(BondSlave slave) {
        DeviceStats now = slave.device().stats();
        DeviceStats into = slave.counted;
        into.rxPackets = now.rxPackets;
        into.rxBytes = now.rxBytes;
        into.rxErrors = now.rxErrors;
        into.rxDropped = now.rxDropped;
        into.multicast = now.multicast;
        into.txPackets = now.txPackets;
        into.txBytes = now.txBytes;
        into.txErrors = now.txErrors;
        into.txDropped = now.txDropped;
    }
}
