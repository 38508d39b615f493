package dev.vethlab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.CommandResult;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.lab.export.ShellScript;
import dev.vethlab.lab.topology.TopologyBuild;
import dev.vethlab.lab.topology.TopologyDocument;
import dev.vethlab.lab.topology.TopologyReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** A lab with small limits that is treated badly, and what has to hold of it all the same. */
final class LabWorld {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** Of the processor, far above what the events granted take: something works on that counts none. */
    private static final long HANG_NS = 5 * SECOND_NS;

    /** Both streams at their limit, with what says so, for each command of a line. */
    private static final int MOST_OUTPUT = 1_000_000;

    private static final LabLimits LIMITS = new LabLimits(
            20,
            60,
            2_000,
            200,
            500,
            5,
            5_000,
            40_000,
            600 * SECOND_NS,
            200_000,
            40 * 86_400 * SECOND_NS,
            100_000,
            200_000,
            4_000,
            1 << 20);

    /** What shows the whole state, and can be run on any lab. */
    private static final List<String> LOOKS = List.of(
            "ip -d -s link",
            "ip -d address",
            "ip -d route show table all",
            "ip rule",
            "ip -s neigh show",
            "ip netns",
            "bridge -d fdb",
            "bridge -d vlan",
            "nft list ruleset");

    private final Lab lab =
            new Lab("fuzzed", new LabSettings("fuzzed", Profile.KERNEL, 3, Duration.ofHours(1)), LIMITS, Instant.EPOCH);

    /** Runs a line; a limit may refuse it, and nothing else may come of it than a result. */
    void run(String line) {
        long before = cpuNs();
        try {
            CommandResult result = lab.change(OptionalLong.empty(), session -> session.run(line));
            assertThat(result.exitCode()).as(line).isBetween(0, 255);
            assertThat(result.stdout().length() + result.stderr().length())
                    .as(line)
                    .isLessThan(MOST_OUTPUT);
        } catch (LimitReachedException full) {
            assertThat(full.limit()).isNotEmpty();
        } catch (CommandFailedException | StaleRevisionException impossible) {
            throw new AssertionError(impossible);
        }
        assertThat(cpuNs() - before).as("hangs: " + line).isLessThan(HANG_NS);
    }

    /** Builds a document, which the kernel may refuse. */
    void build(List<List<String>> commands) {
        long before = cpuNs();
        try {
            lab.change(OptionalLong.empty(), session -> {
                TopologyBuild.apply(session, commands);
                return true;
            });
        } catch (LimitReachedException full) {
            assertThat(full.limit()).isNotEmpty();
        } catch (CommandFailedException refused) {
            assertThat(refused.result().exitCode()).isNotZero();
        } catch (StaleRevisionException impossible) {
            throw new AssertionError(impossible);
        }
        assertThat(cpuNs() - before).as("hangs").isLessThan(HANG_NS);
    }

    /** Does something with the kernel that no command does; what the journal leads to is then something else. */
    <T> T on(Function<Kernel, T> action) {
        long before = cpuNs();
        T result = lab.read(action);
        assertThat(cpuNs() - before).as("hangs").isLessThan(HANG_NS);
        return result;
    }

    List<TracedPacket> packets() {
        return lab.packets();
    }

    TopologyDocument topology() {
        return TopologyReader.read(lab);
    }

    /** What holds of every lab at any time. */
    void check() {
        lab.read(kernel -> {
            kernel.machine().captures().all().forEach(Recorded::check);
            for (Namespace namespace : kernel.all()) {
                Set<String> names = new HashSet<>();
                Set<Integer> indices = new HashSet<>();
                for (NetDevice device : namespace.net().devices().all()) {
                    assertThat(names.add(device.name()))
                            .as("a second " + device.name())
                            .isTrue();
                    assertThat(indices.add(device.index()))
                            .as("index of " + device.name())
                            .isTrue();
                    assertThat(device.net()).as("namespace of " + device.name()).isSameAs(namespace.net());
                    Recorded.check(device.name(), device.stats());
                }
            }
            return kernel.all().size();
        });
        assertThat(TopologyReader.read(lab)).isNotNull();
        assertThat(ShellScript.of(lab.settings(), lab.effectiveJournal())).isNotEmpty();
    }

    /** A lab that is built again from its journal is the same. */
    void checkReplay() {
        Lab again = lab.copy("again", Instant.EPOCH);
        assertThat(looks(again)).isEqualTo(looks(lab));
        assertThat(again.packets().size()).isEqualTo(lab.packets().size());
    }

    /** The time of the processor, which passes slowly where many want it. */
    private static long cpuNs() {
        return CLOCK.getCurrentThreadCpuTime();
    }

    private static String looks(Lab lab) {
        StringBuilder all = new StringBuilder();
        for (String look : LOOKS) {
            try {
                CommandResult result =
                        lab.copy("look", Instant.EPOCH).change(OptionalLong.empty(), session -> session.run(look));
                all.append(result.stdout()).append(result.stderr());
            } catch (LimitReachedException full) {
                all.append(full.limit());
            } catch (CommandFailedException | StaleRevisionException impossible) {
                throw new AssertionError(impossible);
            }
        }
        return all.toString();
    }
}
