package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.machine.Jiffies;
import org.jspecify.annotations.Nullable;

/**
 * The spanning tree of a bridge, and the states of its ports whether or not the protocol is on (IEEE 802.1D-1998 clause 8;
 * net/bridge/br_stp.c, br_stp_if.c, br_stp_timer.c). Times are in ticks.
 */
public final class Stp extends StpInformation {

    static final int LEAST_FORWARD_DELAY = 2 * Jiffies.HZ;
    static final int LARGEST_FORWARD_DELAY = 30 * Jiffies.HZ;
    private static final int HOLD_TIME = Jiffies.HZ;
    private static final int MESSAGE_AGE_INCREMENT = 1;

    private final Bridge bridge;
    private final StpMessages messages;
    private boolean on;
    private final StpTimer hello;
    private final StpTimer notification;
    private final StpTimer topologyChangeTimer;

    Stp(Bridge bridge) {
        this.bridge = bridge;
        this.messages = new StpMessages(bridge, this);
        this.hello = new StpTimer(bridge.machine(), this::helloExpired);
        this.notification = new StpTimer(bridge.machine(), this::notificationExpired);
        this.topologyChangeTimer = new StpTimer(bridge.machine(), this::topologyChangeExpired);
    }

    /** Whether the protocol is spoken. */
    public boolean isOn() {
        return on;
    }

    public StpTimer hello() {
        return hello;
    }

    public StpTimer notification() {
        return notification;
    }

    public StpTimer topologyChangeTimer() {
        return topologyChangeTimer;
    }

    StpMessages messages() {
        return messages;
    }

    @Nullable
    BridgePort port(int number) {
        for (BridgePort port : bridge.ports()) {
            if (port.number() == number) {
                return port;
            }
        }
        return null;
    }

    /** {@code br_stp_enable_bridge}. */
    void enableBridge() {
        if (on) {
            hello.set(helloTime);
        }
        generateConfig();
        for (BridgePort port : bridge.ports()) {
            if (port.isOperational()) {
                enable(port);
            }
        }
    }

    /** {@code br_stp_disable_bridge}. */
    void disableBridge() {
        for (BridgePort port : bridge.ports()) {
            if (port.state != PortState.DISABLED) {
                disable(port);
            }
        }
        setTopologyChange(false);
        topologyChangeDetected = false;
        hello.cancel();
        topologyChangeTimer.cancel();
        notification.cancel();
    }

    /** {@code br_stp_enable_port}. */
    void enable(BridgePort port) {
        initialize(port);
        selectStates();
    }

    /** {@code br_init_port}. */
    void initialize(BridgePort port) {
        port.portId = port.makePortId();
        becomeDesignated(port);
        port.state = PortState.BLOCKING;
        port.topologyChangeAck = false;
        port.configPending = false;
    }

    /** {@code br_stp_disable_port}. */
    void disable(BridgePort port) {
        boolean wasRoot = isRoot();
        becomeDesignated(port);
        port.state = PortState.DISABLED;
        port.topologyChangeAck = false;
        port.configPending = false;
        port.messageAge.cancel();
        port.forwardDelay.cancel();
        port.hold.cancel();
        if (port.backup == null) {
            bridge.fdb().deleteByPort(port, 0, false);
        }
        bridge.snooping().portDisabled(port);
        update();
        selectStates();
        if (isRoot() && !wasRoot) {
            becomeRoot();
        }
    }

    /** The bridge is known by another address ({@code br_stp_change_bridge_id}). */
    void changeAddress(MacAddress address) {
        boolean wasRoot = isRoot();
        MacAddress old = bridgeId.address();
        bridgeId = new BridgeId(bridgeId.priority(), address);
        for (BridgePort port : bridge.ports()) {
            if (port.designatedBridge.address().equals(old)) {
                port.designatedBridge = new BridgeId(port.designatedBridge.priority(), address);
            }
            if (port.designatedRoot.address().equals(old)) {
                port.designatedRoot = new BridgeId(port.designatedRoot.priority(), address);
            }
        }
        reconsider(wasRoot);
    }

    /** {@code br_stp_set_bridge_priority}. */
    void setPriority(int priority) {
        boolean wasRoot = isRoot();
        BridgeId changed = new BridgeId(priority, bridgeId.address());
        for (BridgePort port : bridge.ports()) {
            if (port.state != PortState.DISABLED && port.isDesignated()) {
                port.designatedBridge = changed;
            }
        }
        bridgeId = changed;
        reconsider(wasRoot);
    }

    private void reconsider(boolean wasRoot) {
        update();
        selectStates();
        if (isRoot() && !wasRoot) {
            becomeRoot();
        }
    }

    /** {@code br_stp_set_enabled}. */
    void turn(boolean wanted) {
        if (wanted && !on) {
            setForwardDelay(Math.max(LEAST_FORWARD_DELAY, Math.min(bridgeForwardDelay, LARGEST_FORWARD_DELAY)));
            on = true;
            if (bridge.isUp()) {
                hello.set(helloTime);
            }
            selectStates();
        } else if (!wanted && on) {
            on = false;
            selectStates();
        }
    }

    /** {@code __br_set_forward_delay}. */
    void setForwardDelay(int ticks) {
        bridgeForwardDelay = ticks;
        if (isRoot()) {
            forwardDelay = ticks;
        }
    }

    void setHelloTime(int ticks) {
        bridgeHelloTime = ticks;
        if (isRoot()) {
            helloTime = ticks;
        }
    }

    void setMaxAge(int ticks) {
        bridgeMaxAge = ticks;
        if (isRoot()) {
            maxAge = ticks;
        }
    }

    /** {@code br_become_root_bridge}. */
    private void becomeRoot() {
        maxAge = bridgeMaxAge;
        helloTime = bridgeHelloTime;
        forwardDelay = bridgeForwardDelay;
        detectTopologyChange();
        notification.cancel();
        if (bridge.isUp()) {
            generateConfig();
            hello.set(helloTime);
        }
    }

    /** {@code br_transmit_config}. */
    void transmitConfig(BridgePort port) {
        if (port.hold.isPending()) {
            port.configPending = true;
            return;
        }
        int age = 0;
        BridgePort root = isRoot() ? null : port(rootPort);
        if (root != null) {
            age = (int) (Jiffies.now(bridge.machine()) - root.designatedAge) + MESSAGE_AGE_INCREMENT;
        }
        if (age < maxAge) {
            messages.sendConfig(port, age);
            port.topologyChangeAck = false;
            port.configPending = false;
            if (on) {
                port.hold.setRounded(HOLD_TIME);
            }
        }
    }

    /** {@code br_config_bpdu_generation}. */
    void generateConfig() {
        for (BridgePort port : bridge.ports()) {
            if (port.state != PortState.DISABLED && port.isDesignated()) {
                transmitConfig(port);
            }
        }
    }

    /** {@code br_configuration_update}. */
    void update() {
        StpSelection.selectRoot(bridge, this);
        for (BridgePort port : bridge.ports()) {
            if (port.state != PortState.DISABLED && StpSelection.shouldBecomeDesignated(this, port)) {
                becomeDesignated(port);
            }
        }
    }

    /** {@code br_become_designated_port}. */
    void becomeDesignated(BridgePort port) {
        port.designatedRoot = designatedRoot;
        port.designatedCost = rootPathCost;
        port.designatedBridge = bridgeId;
        port.designatedPort = port.portId;
    }

    /** {@code br_port_state_selection}. */
    void selectStates() {
        boolean forwards = false;
        for (BridgePort port : bridge.ports()) {
            if (port.state == PortState.DISABLED) {
                continue;
            }
            if (port.number() == rootPort) {
                port.configPending = false;
                port.topologyChangeAck = false;
                makeForwarding(port);
            } else if (port.isDesignated()) {
                port.messageAge.cancel();
                makeForwarding(port);
            } else {
                port.configPending = false;
                port.topologyChangeAck = false;
                makeBlocking(port);
            }
            forwards |= port.state == PortState.FORWARDING;
        }
        bridge.setCarrier(forwards);
    }

    private void makeForwarding(BridgePort port) {
        if (port.state != PortState.BLOCKING) {
            return;
        }
        if (!on || forwardDelay == 0) {
            port.state = PortState.FORWARDING;
            detectTopologyChange();
            port.forwardDelay.cancel();
        } else {
            port.state = PortState.LISTENING;
        }
        if (forwardDelay != 0) {
            port.forwardDelay.set(forwardDelay);
        }
    }

    private void makeBlocking(BridgePort port) {
        if (port.state != PortState.BLOCKING) {
            if (port.state == PortState.FORWARDING || port.state == PortState.LEARNING) {
                detectTopologyChange();
            }
            port.state = PortState.BLOCKING;
            port.forwardDelay.cancel();
        }
    }

    /** {@code br_topology_change_detection}. */
    void detectTopologyChange() {
        if (!on) {
            return;
        }
        if (isRoot()) {
            setTopologyChange(true);
            topologyChangeTimer.set(bridgeForwardDelay + bridgeMaxAge);
        } else if (!topologyChangeDetected) {
            messages.sendNotification();
            notification.set(bridgeHelloTime);
        }
        topologyChangeDetected = true;
    }

    /** {@code __br_set_topology_change}: while the topology changes, addresses age fast. */
    void setTopologyChange(boolean changing) {
        if (on && topologyChange != changing) {
            bridge.ageingTime = changing ? 2 * forwardDelay : bridge.bridgeAgeingTime;
        }
        topologyChange = changing;
    }

    private void helloExpired() {
        if (bridge.isUp()) {
            generateConfig();
            if (on) {
                hello.setRounded(helloTime);
            }
        }
    }

    void messageAgeExpired(BridgePort port) {
        if (port.state == PortState.DISABLED) {
            return;
        }
        boolean wasRoot = isRoot();
        becomeDesignated(port);
        reconsider(wasRoot);
    }

    void forwardDelayExpired(BridgePort port) {
        if (port.state == PortState.LISTENING) {
            port.state = PortState.LEARNING;
            port.forwardDelay.set(forwardDelay);
        } else if (port.state == PortState.LEARNING) {
            port.state = PortState.FORWARDING;
            if (isDesignatedForSomePort()) {
                detectTopologyChange();
            }
            bridge.setCarrier(true);
        }
    }

    private boolean isDesignatedForSomePort() {
        for (BridgePort port : bridge.ports()) {
            if (port.state != PortState.DISABLED && port.designatedBridge.equals(bridgeId)) {
                return true;
            }
        }
        return false;
    }

    void holdExpired(BridgePort port) {
        if (port.configPending) {
            transmitConfig(port);
        }
    }

    private void notificationExpired() {
        if (!isRoot() && bridge.isUp()) {
            messages.sendNotification();
            notification.set(bridgeHelloTime);
        }
    }

    private void topologyChangeExpired() {
        topologyChangeDetected = false;
        setTopologyChange(false);
    }
}
