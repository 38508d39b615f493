package dev.vethlab.kernel.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SendMemoryTest {

    private static final String REFUSED = "ping: sendmsg: No route to host\n";

    /** A ping that fills its send buffer with packets to somebody who does not answer. */
    private static Shell.Result pingToNobody(long seed) {
        Shell shell = new Shell(new Kernel(seed, 100), Programs.all(), 100_000);
        for (String line : new String[] {
            "ip link set lo up",
            "ip link add va type veth peer name vb",
            "ip addr add 10.0.0.1/24 dev va",
            "ip link set va up",
            "ip link set vb up",
            "sysctl -w 'net.ipv4.ping_group_range=0 0'"
        }) {
            shell.run(line);
        }
        return shell.run("ping -c 9 -i 0.02 -W 1 10.0.0.9");
    }

    @Test
    void whetherASenderThatWaitsForRoomHearsOfAnErrorFirstIsARace() {
        Set<Boolean> refused = LongStream.rangeClosed(1, 16)
                .mapToObj(seed -> pingToNobody(seed).stderr().startsWith(REFUSED))
                .collect(Collectors.toSet());
        assertThat(refused).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aRaceComesOutTheSameForTheSameSeed() {
        Shell.Result once = pingToNobody(3);
        Shell.Result again = pingToNobody(3);
        assertThat(again.stdout()).isEqualTo(once.stdout());
        assertThat(again.stderr()).isEqualTo(once.stderr());
    }
}
