package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From how many neighbours of the whole machine on they are collected or refused ({@code gc_thresh1} to {@code gc_thresh3}). */
public final class NeighThresholds {

    /** The files beside those that every device has. */
    public enum Which {
        /** Seconds; read by nobody. */
        GC_INTERVAL(30),
        /** Below it nothing is collected. */
        GC_THRESH1(128),
        /** From it on room is made now and then. */
        GC_THRESH2(512),
        /** From it on entries are refused. */
        GC_THRESH3(1024);

        private final int initial;

        Which(int initial) {
            this.initial = initial;
        }

        String fileName() {
            return name().toLowerCase(Locale.ROOT);
        }

        private long stored(SysctlNumber number) throws KernelException {
            int longest = Integer.MAX_VALUE / Jiffies.HZ;
            return this == GC_INTERVAL ? number.within(-longest, longest) : number.within(0, Integer.MAX_VALUE);
        }
    }

    private final int[] values =
            Arrays.stream(Which.values()).mapToInt(which -> which.initial).toArray();

    NeighThresholds() {}

    /** A number of entries, or a time in seconds. */
    public int get(Which which) {
        return values[which.ordinal()];
    }

    void set(Which which, int value) {
        values[which.ordinal()] = value;
    }

    static List<String> fileNames() {
        return Arrays.stream(Which.values()).map(Which::fileName).toList();
    }

    /** A file by its name; what is written to it is followed by {@code afterwards}. */
    Optional<SysctlFile> file(String name, Runnable afterwards) {
        return Arrays.stream(Which.values())
                .filter(which -> which.fileName().equals(name))
                .findFirst()
                .map(which -> new OfThreshold(values, which, afterwards));
    }

    private record OfThreshold(int[] values, Which which, Runnable afterwards) implements SysctlFile {

        @Override
        public String read() {
            return Integer.toString(values[which.ordinal()]);
        }

        @Override
        public void write(String text) throws KernelException {
            if (text.isEmpty()) {
                return;
            }
            values[which.ordinal()] = (int) which.stored(SysctlNumber.first(text));
            afterwards.run();
        }
    }
}
