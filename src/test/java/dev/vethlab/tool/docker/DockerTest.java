package dev.vethlab.tool.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.Test;

class DockerTest {

    private static final int OUTPUT = 1 << 20;

    private final Kernel kernel = new Kernel(1, 1000, true);
    private final Shell shell = new Shell(kernel, Programs.all(), OUTPUT);

    private Shell.Result run(String line) {
        kernel.machine().grant(1_000_000, 3_600_000_000_000L);
        return shell.run(line);
    }

    private String ok(String line) {
        Shell.Result result = run(line);
        assertThat(result.exitCode()).as("%s: %s", line, result.stderr()).isZero();
        assertThat(result.stderr()).as(line).isEmpty();
        return result.stdout();
    }

    private void outside() {
        ok("ip link set lo up");
        ok("ip netns add client");
        ok("ip link add eth0 type veth peer name eth0 netns client");
        ok("ip addr add 192.0.2.1/24 dev eth0");
        ok("ip link set eth0 up");
        ok("ip -n client addr add 192.0.2.10/24 dev eth0");
        ok("ip -n client link set eth0 up");
        ok("ip -n client route add default via 192.0.2.1");
    }

    @Test
    void aContainerIsAPortOfDocker0() {
        String id = ok("docker run -d --name web nginx").strip();

        assertThat(id).matches("[0-9a-f]{64}");
        assertThat(ok("docker exec web ip -br addr show eth0")).contains("172.17.0.2/16");
        assertThat(ok("docker exec web ip route")).contains("default via 172.17.0.1 dev eth0");
        assertThat(ok("bridge link")).contains("master docker0");
        assertThat(ok("docker exec web cat /proc/net/arp")).startsWith("IP address");
        assertThat(ok("docker ps"))
                .contains(id.substring(0, 12))
                .contains("nginx")
                .contains("web");
        assertThat(ok("ping -c 1 172.17.0.2")).contains("1 received");
    }

    @Test
    void aPublishedPortIsReachedFromOutsideAndNothingElse() {
        outside();
        ok("docker run -d --name web -p 8080:80 nginx");
        ok("docker exec web python3 -m http.server 80 &");

        assertThat(run("ip netns exec client curl -s http://192.0.2.1:8080/").exitCode())
                .isZero();
        assertThat(run("ip netns exec client ping -c 1 -W 1 172.17.0.2").exitCode())
                .isEqualTo(1);
        assertThat(ok("docker exec web ping -c 1 192.0.2.10")).contains("1 received");
        assertThat(ok("docker ps")).contains("0.0.0.0:8080->80/tcp");
        assertThat(run("docker run -d -p 8080:81 nginx").stderr()).contains("port is already allocated");

        ok("docker rm -f web");
        assertThat(ok("iptables-save")).doesNotContain("8080").doesNotContain("172.17.0.2");
        assertThat(ok("ip netns")).doesNotContain("web");
    }

    @Test
    void networksAreApart() {
        ok("docker network create front");
        ok("docker network create --subnet 10.5.0.0/24 --gateway 10.5.0.254 back");
        ok("docker run -d --name c1 --network front alpine");
        ok("docker run -d --name c2 --network front alpine");
        ok("docker run -d --name c3 --network back --ip 10.5.0.7 alpine");

        assertThat(ok("docker exec c1 ping -c 1 172.18.0.3")).contains("1 received");
        assertThat(run("docker exec c1 ping -c 1 -W 1 10.5.0.7").exitCode()).isEqualTo(1);
        assertThat(ok("docker exec c3 ip route")).contains("default via 10.5.0.254");
        assertThat(ok("docker network inspect back"))
                .contains("\"Subnet\": \"10.5.0.0/24\"")
                .contains("\"IPv4Address\": \"10.5.0.7/24\"");
        assertThat(run("docker network rm back").stderr()).contains("has active endpoints");
        ok("docker rm -f c3");
        ok("docker network rm back");
        assertThat(ok("docker network ls")).contains("bridge").contains("front").doesNotContain("back");
        assertThat(ok("iptables-save")).doesNotContain("10.5.0.0");
    }

    @Test
    void anInternalNetworkLeadsNowhere() {
        outside();
        ok("docker network create --internal quiet");
        ok("docker run -d --name c1 --network quiet alpine");
        ok("docker run -d --name c2 --network quiet alpine");

        assertThat(ok("docker exec c1 ping -c 1 172.18.0.3")).contains("1 received");
        assertThat(run("docker exec c1 ping -c 1 -W 1 192.0.2.10").exitCode()).isNotZero();
    }

    @Test
    void whatIsNotSimulatedIsSaidSo() {
        assertThat(ok("docker --help")).contains("is simulated").contains("There are no images");
        assertThat(run("docker build .").stderr()).contains("'build' is not simulated");
        assertThat(run("docker run -d alpine sh").stderr()).contains("no program is started");
        assertThat(run("docker run --gpus all alpine").stderr())
                .contains("--gpus")
                .contains("not simulated");
        assertThat(run("docker exec nobody ip link").stderr()).contains("No such container: nobody");
        assertThat(run("docker network create -d overlay x").stderr()).contains("bridge alone");
        assertThat(run("docker run -d --name a/b alpine").stderr()).contains("Invalid container name (a/b)");
        ok("docker run -d --name one alpine");
        assertThat(run("docker run -d --name one alpine").exitCode()).isEqualTo(125);
        assertThat(run("docker rm one").stderr()).contains("container is running");
    }
}
