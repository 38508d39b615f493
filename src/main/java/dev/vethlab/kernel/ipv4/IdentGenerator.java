package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.machine.Machine;

/** The identifications of packets made here ({@code ip_idents_reserve}): each differs from the last ones, by a step drawn by lot. */
final class IdentGenerator {

    private static final int LONGEST_STEP = 4;

    private final Machine machine;
    private int last;

    IdentGenerator(Machine machine) {
        this.machine = machine;
        this.last = machine.random().nextInt();
    }

    /** 16 bits. */
    int next() {
        last += 1 + machine.random().nextInt(LONGEST_STEP);
        return last & 0xffff;
    }
}
