package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.Control;
import dev.vethlab.kernel.sched.cls.ClassBinding;
import dev.vethlab.kernel.sched.cls.Classified;
import dev.vethlab.kernel.sched.cls.FilterBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bands that are served strictly one before the other (net/sched/sch_prio.c). */
final class Prio extends Qdisc {

    private static final int MOST_BANDS = 16;
    private static final int LEAST_BANDS = 2;

    private final class Band implements TrafficClass {

        private final int number;
        private Qdisc inner;

        Band(int number) {
            this.number = number;
            this.inner = new Fifo(queues, Fifo.Kind.PFIFO);
            inner.parent = id();
        }

        @Override
        public int id() {
            return Handle.of(handle, number + 1);
        }

        @Override
        public int parentId() {
            return handle;
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
            return Optional.of(inner.shownStats());
        }
    }

    private final FilterBlock filters;
    private List<Band> bands = List.of();
    private PrioOptions settings = new PrioOptions(0, PrioOptions.USUAL_MAP);

    Prio(DeviceQueues queues) {
        super(queues);
        this.filters = new FilterBlock(queues.device().net(), ClassBinding.NONE);
    }

    @Override
    String kind() {
        return "prio";
    }

    @Override
    void init(@Nullable QdiscOptions options) throws KernelException {
        if (options == null) {
            throw new KernelException(Errno.EINVAL);
        }
        change(options);
    }

    @Override
    void change(QdiscOptions options) throws KernelException {
        if (!(options instanceof PrioOptions)) {
            throw new KernelException(Errno.EINVAL);
        }
        PrioOptions wanted = (PrioOptions) options;
        boolean valid = wanted.bands() >= LEAST_BANDS && wanted.bands() <= MOST_BANDS;
        if (!valid || wanted.map().stream().anyMatch(band -> band >= wanted.bands())) {
            throw new KernelException(Errno.EINVAL);
        }
        List<Band> next = new ArrayList<>(bands.subList(0, Math.min(bands.size(), wanted.bands())));
        for (Band going : bands.subList(next.size(), bands.size())) {
            stats.backlog -= going.inner.stats.backlog;
            stats.length -= going.inner.stats.length;
            Grafting.end(going.inner);
        }
        while (next.size() < wanted.bands()) {
            next.add(new Band(next.size()));
        }
        bands = next;
        settings = wanted;
    }

    @Override
    Optional<QdiscOptions> options() {
        return Optional.of(settings);
    }

    @Override
    Enqueued enqueue(Skb skb) {
        Classified result = new Classified();
        int verdict = Handle.major(skb.priority) == handle ? Control.OK : filters.classify(skb, result, false);
        if (verdict == Control.SHOT) {
            drop(skb, result.decidedBy() + " drops it");
            return Enqueued.GONE;
        }
        if (verdict == Control.STOLEN || verdict == Control.QUEUED || verdict == Control.TRAP) {
            Memory.free(skb);
            return Enqueued.GONE;
        }
        int size = PacketLength.of(skb);
        Enqueued enqueued = bandOf(skb, verdict, result).inner.enqueue(skb);
        if (enqueued.waits()) {
            stats.enter(size);
        } else if (enqueued == Enqueued.DROPPED) {
            stats.drops++;
        }
        return enqueued;
    }

    /** {@code prio_classify}. */
    private Band bandOf(Skb skb, int verdict, Classified result) {
        int band = Handle.major(skb.priority) == handle ? skb.priority : result.classId;
        if (verdict == Control.UNSPEC) {
            int priority = Handle.major(skb.priority) != 0 ? 0 : skb.priority;
            return bands.get(settings.map().get(priority & PrioOptions.PRIORITIES - 1));
        }
        int number = Handle.minor(band) - 1;
        return number >= 0 && number < bands.size()
                ? bands.get(number)
                : bands.get(settings.map().get(0));
    }

    @Override
    @Nullable
    Skb dequeue() {
        for (Band band : bands) {
            Skb skb = band.inner.dequeuePeeked();
            if (skb != null) {
                int size = PacketLength.of(skb);
                stats.sent(size, PacketLength.segments(skb));
                stats.leave(size);
                return skb;
            }
        }
        return null;
    }

    @Override
    @Nullable
    Skb peek() {
        for (Band band : bands) {
            Skb skb = band.inner.peek();
            if (skb != null) {
                return skb;
            }
        }
        return null;
    }

    @Override
    void reset() {
        bands.forEach(band -> band.inner.reset());
        super.reset();
    }

    @Override
    void destroy() {
        filters.flush();
        bands.forEach(band -> Grafting.end(band.inner));
    }

    @Override
    boolean isClassful() {
        return true;
    }

    @Override
    @Nullable
    TrafficClass findClass(int classId) {
        int band = Handle.minor(classId) - 1;
        return band >= 0 && band < bands.size() ? bands.get(band) : null;
    }

    @Override
    List<TrafficClass> classes() {
        return List.copyOf(bands);
    }

    @Override
    Qdisc graft(TrafficClass place, Qdisc inner) {
        Band band = (Band) place;
        Qdisc old = band.inner;
        stats.length -= old.stats.length;
        stats.backlog -= old.stats.backlog;
        band.inner = inner;
        return old;
    }

    @Override
    Qdisc substitute(TrafficClass place) {
        Qdisc usual = new Fifo(queues, Fifo.Kind.PFIFO);
        usual.parent = place.id();
        return usual;
    }

    @Override
    FilterBlock filters(@Nullable TrafficClass of) {
        return filters;
    }
}
