package dev.vethlab.kernel.sched;

import java.util.Optional;
import java.util.SplittableRandom;

/** Which packets are lost ({@code loss_event}, {@code loss_4state}, {@code loss_gilb_ell}). */
final class NetemLoss {

    /** States of the channel: sending well or badly, losing one packet or many. */
    private enum State {
        GAP_SENT,
        BURST_SENT,
        GAP_LOST,
        BURST_LOST
    }

    private final SplittableRandom random;
    final CorrelatedRandom draws;
    private int share;
    private Optional<NetemOptions.LossModel> model = Optional.empty();
    private State state = State.GAP_SENT;

    NetemLoss(SplittableRandom random) {
        this.random = random;
        this.draws = new CorrelatedRandom(random);
    }

    void set(int newShare, Optional<NetemOptions.LossModel> newModel) {
        share = newShare;
        model = newModel;
        state = State.GAP_SENT;
    }

    int share() {
        return share;
    }

    Optional<NetemOptions.LossModel> model() {
        return model;
    }

    /** Whether this one is. */
    boolean loses() {
        if (model.isEmpty()) {
            return draws.happens(share);
        }
        return model.get() instanceof NetemOptions.FourStates
                ? losesByFour((NetemOptions.FourStates) model.get())
                : losesByTwo((NetemOptions.GilbertElliott) model.get());
    }

    private boolean losesByFour(NetemOptions.FourStates p) {
        long drawn = random.nextInt() & 0xffff_ffffL;
        switch (state) {
            case GAP_SENT -> {
                if (drawn < unsigned(p.p14())) {
                    state = State.GAP_LOST;
                    return true;
                }
                if (drawn > unsigned(p.p14()) && drawn < unsigned(p.p13()) + unsigned(p.p14())) {
                    state = State.BURST_LOST;
                    return true;
                }
            }
            case BURST_SENT -> {
                if (drawn < unsigned(p.p23())) {
                    state = State.BURST_LOST;
                    return true;
                }
            }
            case BURST_LOST -> {
                if (drawn < unsigned(p.p32())) {
                    state = State.BURST_SENT;
                } else if (drawn > unsigned(p.p32()) && drawn < unsigned(p.p31()) + unsigned(p.p32())) {
                    state = State.GAP_SENT;
                } else if (drawn > unsigned(p.p31()) + unsigned(p.p32())) {
                    return true;
                }
            }
            case GAP_LOST -> state = State.GAP_SENT;
        }
        return false;
    }

    private boolean losesByTwo(NetemOptions.GilbertElliott p) {
        if (state == State.GAP_SENT) {
            if (drawn() < unsigned(p.p())) {
                state = State.BURST_LOST;
            }
            return drawn() < unsigned(p.k1());
        }
        if (drawn() < unsigned(p.r())) {
            state = State.GAP_SENT;
        }
        return drawn() > unsigned(p.h());
    }

    private long drawn() {
        return random.nextInt() & 0xffff_ffffL;
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
