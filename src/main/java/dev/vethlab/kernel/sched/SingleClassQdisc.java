package dev.vethlab.kernel.sched;

import java.util.List;

/** A discipline that hands its packets to one other discipline, and sends them later than they came. */
abstract class SingleClassQdisc extends Qdisc {

    final Watchdog watchdog;
    final SingleClass only;

    SingleClassQdisc(DeviceQueues queues) {
        super(queues);
        this.watchdog = new Watchdog(queues);
        this.only = new SingleClass(this, new Noop(queues));
    }

    @Override
    void reset() {
        only.inner.reset();
        super.reset();
        watchdog.cancel();
    }

    @Override
    void destroy() {
        watchdog.cancel();
        Grafting.end(only.inner);
    }

    @Override
    boolean isClassful() {
        return true;
    }

    @Override
    TrafficClass findClass(int classId) {
        return only;
    }

    @Override
    List<TrafficClass> classes() {
        return List.of(only);
    }

    @Override
    Qdisc graft(TrafficClass place, Qdisc inner) {
        Qdisc old = only.inner;
        only.inner = inner;
        return old;
    }
}
