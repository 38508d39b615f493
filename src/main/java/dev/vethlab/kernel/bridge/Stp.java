package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import org.jspecify.annotations.Nullable;

/**
 * The spanning tree of a bridge, and the states of its ports whether or not the protocol is on (IEEE 802.1D-1998 clause 8;
 * net/bridge/br_stp.c, br_stp_if.c, br_stp_timer.c). Times are in ticks.
 */
public final class Stp {

    static final int LEAST_FORWARD_DELAY = 2 * Jiffies.HZ;
    static final int LARGEST_FORWARD_DELAY = 30 * Jiffies.HZ;
    private static final int HOLD_TIME = Jiffies.HZ;
    private static final int MESSAGE_AGE_INCREMENT = 1;

    private final Bridge bridge;
    private final StpMessages messages;
    private boolean on;
    BridgeId bridgeId = new BridgeId(0x8000, MacAddress.ZERO);
    BridgeId designatedRoot = bridgeId;
    int rootPathCost;
    int rootPort;
    int maxAge = 20 * Jiffies.HZ;
    int helloTime = 2 * Jiffies.HZ;
    int forwardDelay = 15 * Jiffies.HZ;
    int bridgeMaxAge = maxAge;
    int bridgeHelloTime = helloTime;
    int bridgeForwardDelay = forwardDelay;
    boolean topologyChange;
    boolean topologyChangeDetected;
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

    public BridgeId bridgeId() {
        return bridgeId;
    }

    public BridgeId designatedRoot() {
        return designatedRoot;
    }

    public int rootPathCost() {
        return rootPathCost;
    }

    /** The number of the port that leads to the root, 0 for none. */
    public int rootPort() {
        return rootPort;
    }

    public int maxAge() {
        return maxAge;
    }

    public int helloTime() {
        return helloTime;
    }

    public int forwardDelay() {
        return forwardDelay;
    }

    public int bridgeMaxAge() {
        return bridgeMaxAge;
    }

    public int bridgeHelloTime() {
        return bridgeHelloTime;
    }

    public int bridgeForwardDelay() {
        return bridgeForwardDelay;
    }

    public boolean isTopologyChange() {
        return topologyChange;
    }

    public boolean isTopologyChangeDetected() {
        return topologyChangeDetected;
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

    boolean isRoot() {
        return bridgeId.equals(designatedRoot);
    }

    StpMessages messages() {
        return messages;
    }

    @Nullable BridgePort port(int number) {
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

    /** {@code br_stp_set_port_priority}. */
    void setPortPriority(BridgePort port, int priority) throws KernelException {
        if (priority < 0 || priority > 63) {
            throw new KernelException(Errno.ERANGE);
        }
        boolean designated = port.isDesignated();
        port.priority = priority;
        port.portId = port.makePortId();
        if (designated) {
            port.designatedPort = port.portId;
        }
        if (bridgeId.equals(port.designatedBridge) && port.portId < port.designatedPort) {
            becomeDesignated(port);
            selectStates();
        }
    }

    /** {@code br_stp_set_path_cost}. */
    void setPathCost(BridgePort port, long cost) throws KernelException {
        if (cost < 1 || cost > 65535) {
            throw new KernelException(Errno.ERANGE);
        }
        port.pathCost = (int) cost;
        update();
        selectStates();
    }

    /** {@code br_set_state} by request; only while the protocol is off. */
    void setState(BridgePort port, int state) throws KernelException {
        if (state < 0 || state >= PortState.values().length) {
            throw new KernelException(Errno.EINVAL);
        }
        if (on) {
            throw new KernelException(Errno.EBUSY);
        }
        PortState wanted = PortState.values()[state];
        if (!port.device().isUp() || !port.isOperational() && wanted != PortState.DISABLED) {
            throw new KernelException(Errno.ENETDOWN);
        }
        port.state = wanted;
        selectStates();
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
            port.hold.set(HOLD_TIME);
        }
    }

    /** {@code br_config_bpdu_generation}. */
    private void generateConfig() {
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

    /** {@code br_received_config_bpdu}. */
    void received(BridgePort port, Bpdu bpdu) {
        if (!StpSelection.supersedes(this, port, bpdu)) {
            if (port.isDesignated()) {
                transmitConfig(port);
            }
            return;
        }
        boolean wasRoot = isRoot();
        record(port, bpdu);
        update();
        selectStates();
        if (!isRoot() && wasRoot) {
            hello.cancel();
            if (topologyChangeDetected) {
                topologyChangeTimer.cancel();
                messages.sendNotification();
                notification.set(bridgeHelloTime);
            }
        }
        if (port.number() == rootPort) {
            maxAge = bpdu.maxAge();
            helloTime = bpdu.helloTime();
            forwardDelay = bpdu.forwardDelay();
            setTopologyChange(bpdu.topologyChange());
            generateConfig();
            if (bpdu.topologyChangeAck()) {
                topologyChangeDetected = false;
                notification.cancel();
            }
        }
    }

    private void record(BridgePort port, Bpdu bpdu) {
        port.designatedRoot = bpdu.root();
        port.designatedCost = bpdu.rootPathCost();
        port.designatedBridge = bpdu.bridge();
        port.designatedPort = bpdu.portId();
        port.designatedAge = Jiffies.now(bridge.machine()) - bpdu.messageAge();
        port.messageAge.set(bpdu.maxAge() - bpdu.messageAge());
    }

    /** {@code br_received_tcn_bpdu}. */
    void receivedNotification(BridgePort port) {
        if (port.isDesignated()) {
            detectTopologyChange();
            port.topologyChangeAck = true;
            transmitConfig(port);
        }
    }

    private void helloExpired() {
        if (bridge.isUp()) {
            generateConfig();
            if (on) {
                hello.set(helloTime);
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
