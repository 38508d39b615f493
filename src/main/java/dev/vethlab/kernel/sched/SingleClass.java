package dev.vethlab.kernel.sched;

import java.util.Optional;

/** The one class of a discipline that holds another one, as {@code tbf} and {@code netem} do. */
final class SingleClass implements TrafficClass {

    private final Qdisc of;
    Qdisc inner;

    SingleClass(Qdisc of, Qdisc inner) {
        this.of = of;
        this.inner = inner;
    }

    @Override
    public int id() {
        return Handle.of(of.handle, 1);
    }

    @Override
    public int parentId() {
        return of.handle;
    }

    @Override
    public Qdisc leaf() {
        return inner;
    }

    @Override
    public Optional<ClassOptions> options() {
        return Optional.empty();
    }

    @Override
    public Optional<QueueStats> stats() {
        return Optional.empty();
    }
}
