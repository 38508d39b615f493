package dev.vethlab.kernel.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.wire.Bytes;
import org.junit.jupiter.api.Test;

class IpOptionsTest {

    private static final Ipv4Address HERE = Ipv4Address.of(10, 0, 0, 9);
    private static final Ipv4Address FAR = Ipv4Address.of(10, 0, 0, 1);

    private final OptionHost host = new OptionHost() {
        @Override
        public Ipv4Address ownAddress() {
            return HERE;
        }

        @Override
        public boolean isElsewhere(Ipv4Address address) {
            return !address.equals(HERE);
        }

        @Override
        public int timestamp() {
            return 0x01020304;
        }
    };

    @Test
    void aReceivedRecordRouteGetsThisHostAndItsReplyRoomForItAgain() {
        IpOptions options = read(1, 7, 11, 8, 10, 0, 0, 1, 0, 0, 0, 0);

        assertThat(compiled(options)).isEqualTo(-1);
        assertThat(options.bytes()).isEqualTo(bytes(1, 7, 11, 12, 10, 0, 0, 1, 10, 0, 0, 9));
    }

    @Test
    void theReplyLeavesOutNoOperationsAndEntersItsSource() {
        IpOptions options = read(1, 7, 15, 8, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        compiled(options);

        IpOptions reply = OptionEcho.of(options, host, FAR).orElseThrow();

        assertThat(reply.build(FAR, HERE, 0)).isEqualTo(bytes(7, 15, 16, 10, 0, 0, 1, 10, 0, 0, 9, 10, 0, 0, 9, 0));
    }

    @Test
    void aFullRecordRouteIsLeftAlone() {
        IpOptions options = read(7, 7, 8, 10, 0, 0, 1, 0);

        assertThat(compiled(options)).isEqualTo(-1);
        assertThat(options.changed).isFalse();
        assertThat(OptionEcho.of(options, host, FAR).orElseThrow().build(FAR, HERE, 0))
                .isEqualTo(bytes(7, 7, 8, 10, 0, 0, 1, 0));
    }

    @Test
    void timestampsWithAddressesGetBoth() {
        IpOptions options = read(68, 12, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0);

        assertThat(compiled(options)).isEqualTo(-1);
        assertThat(options.bytes()).isEqualTo(bytes(68, 12, 13, 1, 10, 0, 0, 9, 1, 2, 3, 4));
    }

    @Test
    void aFullTimestampCountsItsOverflow() {
        IpOptions options = read(68, 8, 9, 0, 1, 1, 1, 1);

        assertThat(compiled(options)).isEqualTo(-1);
        assertThat(options.bytes()).isEqualTo(bytes(68, 8, 9, 0x10, 1, 1, 1, 1));
        assertThat(compiled(read(68, 8, 9, 0xf0, 1, 1, 1, 1))).isEqualTo(20 + 3);
    }

    @Test
    void prespecifiedTimestampsAreOnlyForTheHostNamed() {
        IpOptions elsewhere = read(68, 12, 5, 3, 10, 0, 0, 1, 0, 0, 0, 0);
        IpOptions here = read(68, 12, 5, 3, 10, 0, 0, 9, 0, 0, 0, 0);

        compiled(elsewhere);
        compiled(here);

        assertThat(elsewhere.bytes()).isEqualTo(bytes(68, 12, 5, 3, 10, 0, 0, 1, 0, 0, 0, 0));
        assertThat(here.bytes()).isEqualTo(bytes(68, 12, 13, 3, 10, 0, 0, 9, 1, 2, 3, 4));
    }

    @Test
    void whatIsWrongIsNamedByItsOctet() {
        assertThat(compiled(read(7, 40, 4, 0))).isEqualTo(20);
        assertThat(compiled(read(7, 7, 3, 0, 0, 0, 0, 0))).isEqualTo(22);
        assertThat(compiled(read(1, 148, 3, 0))).isEqualTo(22);
        assertThat(compiled(read(131, 7, 4, 1, 2, 3, 4, 131, 7, 4, 1, 2, 3, 4, 0, 0)))
                .isEqualTo(27);
    }

    @Test
    void whatFollowsTheEndIsCleared() {
        IpOptions options = read(0, 7, 7, 4);

        assertThat(compiled(options)).isEqualTo(-1);
        assertThat(options.bytes()).isEqualTo(bytes(0, 0, 0, 0));
        assertThat(options.changed).isTrue();
    }

    @Test
    void aSourceRouteIsReversed() {
        // 10.0.0.1 sent to 10.0.0.2, which sent to 10.0.0.9 by way of 10.0.0.3: both hops are recorded.
        IpOptions options = read(131, 11, 12, 10, 0, 0, 2, 10, 0, 0, 3, 0);
        compiled(options);

        IpOptions reply = OptionEcho.of(options, host, FAR).orElseThrow();

        assertThat(reply.firstHop(FAR)).isEqualTo(Ipv4Address.of(10, 0, 0, 3));
        assertThat(reply.build(FAR, HERE, 0)).isEqualTo(bytes(131, 11, 4, 10, 0, 0, 2, 10, 0, 0, 1, 0));
    }

    private int compiled(IpOptions options) {
        return OptionCompiler.compile(options, host);
    }

    private static IpOptions read(int... octets) {
        return new IpOptions(bytes(octets).encode());
    }

    private static Bytes bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return Bytes.of(bytes);
    }
}
