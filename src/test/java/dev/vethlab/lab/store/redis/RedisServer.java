package dev.vethlab.lab.store.redis;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A Redis of a test's own on a free port of loopback, which writes each change to disk before it acknowledges it. */
public final class RedisServer implements AutoCloseable {

    private static final List<String> PROGRAMS = List.of("redis-server", "valkey-server");
    private static final int ATTEMPTS = 200;
    private static final int BETWEEN_ATTEMPTS_MS = 25;

    private final Path folder;
    private final int port;
    private Process process;

    private RedisServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts one, or skips the test where there is none; under CI that is a failure. */
    public static RedisServer start() throws IOException, InterruptedException {
        if (program().isEmpty()) {
            String reason = "there is no redis-server and no valkey-server in the PATH";
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            abort(reason);
        }
        RedisServer server = new RedisServer(Files.createTempDirectory("redis"), freePort());
        server.startAgain();
        return server;
    }

    public int port() {
        return port;
    }

    /** Connections to it; the caller closes them. */
    LettuceConnectionFactory connections() {
        LettuceConnectionFactory connections =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again with what is on its disk. */
    public void startAgain() throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        program(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "always")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        for (int i = 0; i < ATTEMPTS; i++) {
            if (answers()) {
                return;
            }
            Thread.sleep(BETWEEN_ATTEMPTS_MS);
        }
        fail("redis-server does not answer: " + Files.readString(folder.resolve("log")));
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String program() {
        for (String folder : System.getenv("PATH").split(":")) {
            for (String program : PROGRAMS) {
                if (Files.isExecutable(Path.of(folder, program))) {
                    return folder + "/" + program;
                }
            }
        }
        return "";
    }
}
