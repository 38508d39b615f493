package dev.vethlab.kernel.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Softnet;
import dev.vethlab.kernel.device.Veth;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import dev.vethlab.wire.IcmpMessage;
import org.junit.jupiter.api.Test;

class IcmpRateLimitTest {

    private static final Ipv4Address ONE = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address OTHER = Ipv4Address.of(10, 0, 0, 2);

    private final Machine machine = new Machine(7, new Tracer(10), new CaptureLog(10));
    private final NetNamespace net = new NetNamespace(machine, new Softnet(machine), "host");
    private final InetPeers peers = new InetPeers(machine);
    private final IcmpRateLimit limit = new IcmpRateLimit(machine, net.sysctls(), peers);

    @Test
    void aDestinationIsSentSixUnreachablesAtOnceAndThenOneASecond() {
        assertThat(sent(20, IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.PORT_UNREACHABLE, ONE))
                .isEqualTo(6);
        assertThat(sent(20, IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.PORT_UNREACHABLE, OTHER))
                .isEqualTo(6);
        machine.sleep(2_000_000_000L);
        assertThat(sent(20, IcmpMessage.TIME_EXCEEDED, IcmpMessage.TTL_EXCEEDED, ONE))
                .isEqualTo(2);
    }

    @Test
    void echoRepliesAndPathMtusAreNotLimited() {
        assertThat(sent(1000, IcmpMessage.ECHO_REPLY, 0, ONE)).isEqualTo(1000);
        assertThat(sent(1000, IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.FRAGMENTATION_NEEDED, ONE))
                .isEqualTo(1000);
    }

    @Test
    void aNamespaceSendsAboutFiftyLimitedMessagesAtOnce() {
        int sent = 0;
        for (int host = 0; host < 200; host++) {
            sent += sent(1, IcmpMessage.TIME_EXCEEDED, IcmpMessage.TTL_EXCEEDED, Ipv4Address.of(10, 1, 0, host));
        }
        assertThat(sent).isBetween(30, 90);
    }

    private int sent(int tries, int type, int code, Ipv4Address destination) {
        Veth device = new Veth(net, "veth0");
        int sent = 0;
        for (int i = 0; i < tries; i++) {
            IcmpRateLimit.Verdict global = limit.global(type, code);
            if (global != IcmpRateLimit.Verdict.REFUSED && limit.toDestination(global, destination, device)) {
                sent++;
            }
        }
        return sent;
    }
}
