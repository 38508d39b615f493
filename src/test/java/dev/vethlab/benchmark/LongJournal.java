package dev.vethlab.benchmark;

import dev.vethlab.lab.Ids;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.store.redis.RedisLabStore;
import dev.vethlab.lab.store.redis.RedisSettings;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** How long it takes an instance to open a lab that it has no copy of, by the length of the journal: {@code LongJournal PORT}. */
public final class LongJournal {

    private static final List<Integer> LENGTHS = List.of(10, 100, 1_000, 10_000);
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int OFTEN = 1_000;
    private static final int REPEATS = 7;

    private static final RedisScript<Long> MEMORY_USAGE =
            RedisScript.of("return redis.call('MEMORY', 'USAGE', KEYS[1], 'SAMPLES', 0)", Long.class);

    private LongJournal() {}

    /** Measures on the Redis of a port of loopback. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        LettuceConnectionFactory connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", Integer.parseInt(arguments[0])));
        connections.afterPropertiesSet();
        connections.start();
        StringRedisTemplate redis = new StringRedisTemplate(connections);
        out.println("operations  snapshot  read ms  replayed ms  bytes in Redis");
        for (int length : LENGTHS) {
            for (int snapshotEvery : new int[] {NEVER, OFTEN}) {
                measure(out, redis, length, snapshotEvery);
            }
        }
        connections.destroy();
    }

    private static void measure(PrintStream out, StringRedisTemplate redis, int length, int snapshotEvery)
            throws Exception {
        String prefix = Ids.next();
        Lab lab = new Lab(
                Ids.next(),
                new LabSettings("long", Profile.KERNEL, 1, Duration.ofHours(1)),
                LabLimits.DEFAULT,
                Instant.EPOCH);
        store(redis, prefix, snapshotEvery).add(lab);
        for (int i = 0; i < length; i++) {
            String line = line(i);
            lab.change(OptionalLong.empty(), session -> session.run(line));
        }
        double read = Double.MAX_VALUE;
        double replayed = Double.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            Lab opened = store(redis, prefix, snapshotEvery).find(lab.id()).orElseThrow();
            long known = System.nanoTime();
            opened.read(kernel -> kernel.machine().nowNs());
            read = Math.min(read, (known - start) / 1e6);
            replayed = Math.min(replayed, (System.nanoTime() - known) / 1e6);
        }
        long bytes = 0;
        for (String key : redis.keys("{" + prefix + "}:lab:*")) {
            Long size = redis.execute(MEMORY_USAGE, List.of(key));
            bytes += size == null ? 0 : size;
        }
        out.printf(
                "%10d  %8s  %7.1f  %11.1f  %14d%n",
                length, snapshotEvery == NEVER ? "none" : OFTEN, read, replayed, bytes);
    }

    private static RedisLabStore store(StringRedisTemplate redis, String prefix, int snapshotEvery) {
        return new RedisLabStore(
                redis,
                new RedisSettings(prefix, 1_000, Duration.ofHours(1), snapshotEvery),
                LabLimits.DEFAULT,
                1_000,
                InstantSource.system());
    }

    /** What people do: addresses, routes and settings come and go, and now and then there is a ping. */
    private static String line(int i) {
        return switch (i % 5) {
            case 0 ->
                i == 0
                        ? "ip link add veth0 type veth peer name veth1"
                        : "sysctl -w net.ipv4.conf.veth0.rp_filter=" + i % 3;
            case 1 -> i == 1 ? "ip link set veth0 up" : "ip addr add 10." + i % 200 + ".1.1/24 dev veth0";
            case 2 -> "ip route add 172.16." + i % 250 + ".0/24 dev lo";
            case 3 -> "ip route del 172.16." + (i - 1) % 250 + ".0/24 dev lo";
            default -> "ping -c 1 127.0.0.1";
        };
    }
}
