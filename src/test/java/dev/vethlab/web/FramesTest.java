package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that is a host on the lab's network, by way of a tap device. */
class FramesTest extends RunningService {

    private static final MacAddress CLIENT =
            MacAddress.parse("02:00:00:00:00:99").orElseThrow();
    private static final Ipv4Address HOST_ADDRESS = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address CLIENT_ADDRESS = Ipv4Address.of(10, 0, 0, 9);

    private static byte[] arpRequest() {
        ArpPacket packet = ArpPacket.request(CLIENT, CLIENT_ADDRESS, HOST_ADDRESS);
        return new EthernetFrame(MacAddress.BROADCAST, CLIENT, EthernetFrame.TYPE_ARP, packet).encode();
    }

    private static String base64(byte[] frame) {
        return Base64.getEncoder().encodeToString(frame);
    }

    private String labWithTap() {
        String lab = emptyLab();
        run(
                lab,
                "ip tuntap add dev tap0 mode tap",
                "ip addr add 10.0.0.1/24 dev tap0",
                "ip link set tap0 address 02:00:00:00:00:01 up");
        return lab;
    }

    private static String frames(String lab) {
        return lab + "/namespaces/host/interfaces/tap0/frames";
    }

    @Test
    void anArpRequestWrittenAsBytesGetsItsReply() {
        String lab = labWithTap();

        String reply = post(frames(lab), Map.of("frames", List.of(base64(arpRequest()))))
                .statusCode(200)
                .body("open", equalTo(true))
                .body("frames", hasSize(1))
                .body("frames[0].number", equalTo(1))
                .body("frames[0].bytes", equalTo(42))
                .extract()
                .path("frames[0].data");

        EthernetFrame frame = EthernetFrame.parse(Base64.getDecoder().decode(reply));
        assertThat(frame.destination()).isEqualTo(CLIENT);
        assertThat(frame.payload()).isInstanceOfSatisfying(ArpPacket.class, arp -> {
            assertThat(arp.senderIp()).isEqualTo(HOST_ADDRESS);
            assertThat(arp.senderMac()).hasToString("02:00:00:00:00:01");
        });
    }

    @Test
    void whatTheHostSendsIsReadByNumberAndStaysReadable() {
        String lab = labWithTap();
        post(frames(lab), Map.of("frames", List.of(base64(arpRequest())))).statusCode(200);

        assertThat(run(lab, "ping -c 2 -i 0.2 -W 1 10.0.0.9")).contains("100% packet loss");

        get(frames(lab) + "?after=1").statusCode(200).body("last", equalTo(3)).body("frames", hasSize(2));
        get(frames(lab)).body("frames.number", equalTo(List.of(1, 2, 3)));
        get(lab + "/journal")
                .body("operations.command", hasItem(containsString("lab-tap write tap0 ////////AgAAAACZCAY")));
    }

    @Test
    void theDeviceHasCarrierAsLongAsItIsOpen() {
        String lab = labWithTap();
        String device = lab + "/namespaces/host/interfaces/tap0";

        get(device).body("operstate", equalTo("DOWN")).body("flags", hasItem("NO-CARRIER"));
        get(frames(lab)).body("open", equalTo(false)).body("frames", hasSize(0));
        post(frames(lab), Map.of("frames", List.of())).statusCode(200).body("open", equalTo(true));
        get(device).body("operstate", equalTo("UP"));
        delete(frames(lab)).statusCode(204);
        delete(frames(lab)).statusCode(204);
        get(device).body("operstate", equalTo("DOWN"));
    }

    @Test
    void aReplayedLabIsTheSameToTheLastFrame() {
        String lab = labWithTap();
        post(frames(lab), Map.of("frames", List.of(base64(arpRequest())))).statusCode(200);
        run(lab, "ping -c 1 10.0.0.9");

        String copy = post(lab + "/clones", Map.of()).statusCode(201).extract().header("Location");

        assertThat(get(frames(copy)).extract().asString())
                .isEqualTo(get(frames(lab)).extract().asString());
        assertThat(get(copy + "/packets").extract().asString())
                .isEqualTo(get(lab + "/packets").extract().asString());
    }

    @Test
    void framesThatCannotBeWrittenAreRefusedAndChangeNothing() {
        String lab = labWithTap();
        run(lab, "ip link add eth0 type dummy");
        String before = state(lab);

        post(frames(lab), Map.of("frames", List.of(base64(arpRequest()), "AAAA")))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/frames/1"))
                .body("detail", containsString("has 3 bytes, and an Ethernet header alone has 14"));
        post(frames(lab), Map.of("frames", List.of("not base64!")))
                .statusCode(400)
                .body("errors[0].detail", containsString("must be base64"));
        post(lab + "/namespaces/host/interfaces/eth0/frames", Map.of("frames", List.of()))
                .statusCode(422)
                .body("detail", containsString("neither a tap nor a tun"));
        get(lab + "/namespaces/host/interfaces/none/frames").statusCode(404);
        assertThat(state(lab)).isEqualTo(before);

        run(lab, "ip link set tap0 down");
        post(frames(lab), Map.of("frames", List.of(base64(arpRequest()))))
                .statusCode(422)
                .body("errno", equalTo("EIO"))
                .body("detail", containsString("Input/output error (it is down)"));
    }

    @Test
    void aTunDeviceTakesPacketsWithoutAHeader() {
        String lab = emptyLab();
        run(lab, "ip tuntap add dev tun0 mode tun", "ip addr add 10.9.0.1/24 dev tun0", "ip link set tun0 up");
        String path = lab + "/namespaces/host/interfaces/tun0/frames";
        post(path, Map.of("frames", List.of(base64(arpRequest()))))
                .statusCode(400)
                .body("detail", containsString("no IP packet"));
        post(path, Map.of("frames", List.of())).statusCode(200);
        run(lab, "ping -c 1 -W 1 10.9.0.2");

        String sent = get(path).body("frames", hasSize(1)).extract().path("frames[0].data");

        Ipv4Packet request = (Ipv4Packet) EthernetFrame.parsePayload(
                EthernetFrame.TYPE_IPV4,
                dev.vethlab.wire.Bytes.of(Base64.getDecoder().decode(sent)));
        assertThat(request.destination()).hasToString("10.9.0.2");
    }

    @Test
    void aSocketIsAHostOfTheLab() throws Exception {
        String lab = labWithTap();
        Host host = new Host(port, frames(lab));
        get(lab + "/namespaces/host/interfaces/tap0").body("operstate", equalTo("UP"));

        host.send(arpRequest());
        EthernetFrame reply = EthernetFrame.parse(host.next());
        assertThat(((ArpPacket) reply.payload()).senderIp()).isEqualTo(HOST_ADDRESS);

        run(lab, "ping -c 1 -W 1 10.0.0.9");
        EthernetFrame request = EthernetFrame.parse(host.next());
        assertThat(request.destination()).isEqualTo(CLIENT);
        assertThat(((Ipv4Packet) request.payload()).destination()).isEqualTo(CLIENT_ADDRESS);

        host.send(new byte[3]);
        assertThat(host.nextText()).contains("Invalid argument").contains("an Ethernet header alone has 14");
        host.sendText("hello");
        assertThat(host.nextText()).contains("one binary message");
        host.close();
        waitFor(() -> get(lab + "/namespaces/host/interfaces/tap0")
                .extract()
                .path("operstate")
                .equals("DOWN"));
    }

    @Test
    void twoSocketsShareADeviceUntilBothAreClosed() throws Exception {
        String lab = labWithTap();
        Host one = new Host(port, frames(lab));
        Host other = new Host(port, frames(lab));
        one.send(arpRequest());
        assertThat(one.next()).isEqualTo(other.next());
        one.close();
        other.send(arpRequest());
        assertThat(other.next()).hasSize(42);
        other.close();
        waitFor(() -> !get(frames(lab)).extract().<Boolean>path("open"));
    }

    @Test
    void aSocketToWhatIsNoTapIsToldSoAndClosed() throws Exception {
        String lab = labWithTap();
        Host host = new Host(port, lab + "/namespaces/host/interfaces/lo/frames");
        assertThat(host.nextText()).contains("neither a tap nor a tun");
        assertThat(host.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    @Test
    void aSocketIsClosedWithItsDevice() throws Exception {
        String lab = labWithTap();
        Host host = new Host(port, frames(lab));
        run(lab, "ip link del tap0");
        assertThat(host.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(1001);
    }

    @Test
    void theHostOfTheDocumentationAnswersArpAndPing() throws Exception {
        assumeThat(isThere("python3")).isTrue();
        String lab = labWithTap();
        Process program = new ProcessBuilder(
                        "python3",
                        "docs/examples/host.py",
                        "http://localhost:" + port + frames(lab),
                        CLIENT.toString(),
                        "10.0.0.9",
                        "10.0.0.1")
                .redirectErrorStream(true)
                .start();
        try {
            waitFor(() -> run(lab, "ip neigh").contains("10.0.0.9 dev tap0 lladdr " + CLIENT));
            run(lab, "ip neigh flush all", "ping -c 1 -W 1 10.0.0.9");
            waitFor(() -> run(lab, "ip neigh").contains("10.0.0.9 dev tap0 lladdr " + CLIENT));
            run(lab, "ping -c 1 -W 1 10.0.0.9");
            waitFor(() -> get(lab + "/packets?filter=icmp").extract().asString().contains("ICMP echo reply"));
        } finally {
            program.destroy();
            program.waitFor();
        }
    }

    private static boolean isThere(String program) {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (java.io.IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void waitFor(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /** A program with a socket. */
    private static final class Host implements WebSocket.Listener {

        private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
        private final WebSocket socket;

        Host(int port, String path) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + port + path), this)
                    .join();
        }

        void send(byte[] frame) {
            socket.sendBinary(ByteBuffer.wrap(frame), true).join();
        }

        void sendText(String text) {
            socket.sendText(text, true).join();
        }

        byte[] next() throws InterruptedException {
            byte[] frame = frames.poll(10, TimeUnit.SECONDS);
            assertThat(frame).as("a frame").isNotNull();
            return frame;
        }

        String nextText() throws InterruptedException {
            return texts.poll(10, TimeUnit.SECONDS);
        }

        void close() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] frame = new byte[data.remaining()];
            data.get(frame);
            frames.add(frame);
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            texts.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.add(code);
            return null;
        }
    }
}
