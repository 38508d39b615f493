package dev.vethlab.verify.simulated;

import java.util.ArrayList;
import java.util.List;

/**
 * What a recording of the kernel does not tell, and one run of the simulator therefore assumes.
 *
 * @param seed decides what is drawn by lot
 * @param launch how late programs come to do something, as a share of the time that they ran; for those that send no packet, whose
 *     first one tells
 * @param linkWatch how long the first look at links waits that is not urgent, in seconds: the kernel's last one was for whatever
 *     happened on the machine before
 */
public record Variant(long seed, double launch, double linkWatch) {

    private static final int STEPS = 5;

    /** The one that is tried first. */
    public static final Variant USUAL = new Variant(1, 0.5, 1);

    /** The first few of {@link #all()}, in which each step of each kind turns up twice. */
    public static final int FEW = 2 * STEPS;

    private static final List<Variant> ALL = draw();

    /** All that are tried, in this order. */
    public static List<Variant> all() {
        return ALL;
    }

    /** First launch and link watch change together, then in all combinations. */
    private static List<Variant> draw() {
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            variants.add(new Variant(i + 1, launch(i % STEPS), linkWatch(i % STEPS)));
        }
        for (int i = 0; i < STEPS * STEPS; i++) {
            variants.add(new Variant(FEW + i + 1, launch(i % STEPS), linkWatch(i / STEPS)));
        }
        return List.copyOf(variants);
    }

    /** From the middle outwards. */
    private static double launch(int step) {
        return 0.5 + (step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * 0.25;
    }

    private static double linkWatch(int step) {
        return 1 - step / (double) STEPS;
    }
}
