package dev.vethlab.kernel.device;

/** Somebody who follows what happens to the devices of a namespace ({@code register_netdevice_notifier}). */
@FunctionalInterface
public interface DeviceListener {

    void on(DeviceEvent event, NetDevice device);
}
