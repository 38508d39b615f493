package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.Control;
import dev.vethlab.kernel.sched.cls.ClassBinding;
import dev.vethlab.kernel.sched.cls.Classified;
import dev.vethlab.kernel.sched.cls.FilterBlock;
import dev.vethlab.kernel.trace.DropReason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Classes with a rate each, which lend each other what they do not use (net/sched/sch_htb.c). */
final class Htb extends Qdisc {

    private static final int MOST_PRIORITY = 7;
    private static final int LEAST_QUANTUM = 1_000;
    private static final int MOST_QUANTUM = 200_000;

    private final Watchdog watchdog;
    private final ClassBinding binding = this::bind;
    private final FilterBlock filters;
    private final HtbTurns turns = new HtbTurns();
    private final PacketQueue direct = new PacketQueue();

    private final HtbClasses classes = new HtbClasses();
    private int rateToQuantum;
    private int defaultClass;
    private int directPackets;
    private int directLimit;

    Htb(DeviceQueues queues) {
        super(queues);
        this.watchdog = new Watchdog(queues);
        this.filters = new FilterBlock(queues.device().net(), binding);
    }

    @Override
    String kind() {
        return "htb";
    }

    @Override
    void init(@Nullable QdiscOptions options) throws KernelException {
        if (!(options instanceof HtbOptions)) {
            throw new KernelException(Errno.EINVAL);
        }
        HtbOptions wanted = (HtbOptions) options;
        rateToQuantum = Math.max(wanted.rateToQuantum(), 1);
        defaultClass = wanted.defaultClass();
        directLimit = wanted.directQueueLength() >= 0
                ? wanted.directQueueLength()
                : queues.device().txQueueLength();
    }

    @Override
    Optional<QdiscOptions> options() {
        return Optional.of(new HtbOptions(rateToQuantum, defaultClass, directPackets, directLimit));
    }

    private void bind(int classId, int more) {
        HtbClass named = findClass(classId);
        if (named != null) {
            named.bind(more);
        }
    }

    @Override
    Enqueued enqueue(Skb skb) {
        int size = PacketLength.of(skb);
        Classified result = new Classified();
        Target target = classify(skb, result);
        if (target.gone()) {
            if (target.dropped()) {
                stats.drops++;
                report(skb, DropReason.QDISC_DROP, result.decidedBy() + " drops it");
            } else {
                Memory.free(skb);
            }
            return Enqueued.GONE;
        }
        HtbClass leaf = target.leaf();
        Enqueued enqueued = Enqueued.QUEUED;
        if (leaf == null) {
            if (direct.length() >= directLimit) {
                return drop(skb, "the queue of packets in no class is full: its limit is " + directLimit);
            }
            direct.add(skb);
            directPackets++;
        } else {
            Qdisc inner = leaf.leaf();
            enqueued = inner == null ? Enqueued.GONE : inner.enqueue(skb);
            if (!enqueued.waits()) {
                if (enqueued == Enqueued.DROPPED) {
                    stats.drops++;
                    leaf.own.drops++;
                }
                return enqueued;
            }
            turns.activate(leaf);
        }
        stats.enter(size);
        return enqueued;
    }

    /** Where a packet belongs: a leaf, null for the queue of those in no class, or nowhere. */
    private record Target(@Nullable HtbClass leaf, boolean gone, boolean dropped) {

        static final Target DIRECT = new Target(null, false, false);
    }

    /** {@code htb_classify}. */
    private Target classify(Skb skb, Classified result) {
        if (skb.priority == handle) {
            return Target.DIRECT;
        }
        FilterBlock asked = filters;
        HtbClass named = findClass(skb.priority);
        if (named != null) {
            if (named.level == 0) {
                return new Target(named, false, false);
            }
            asked = named.filters;
        }
        int verdict;
        while ((verdict = asked.classify(skb, result, false)) >= 0) {
            if (verdict == Control.SHOT
                    || verdict == Control.STOLEN
                    || verdict == Control.QUEUED
                    || verdict == Control.TRAP) {
                return new Target(null, true, verdict == Control.SHOT);
            }
            if (result.classId == handle) {
                return Target.DIRECT;
            }
            HtbClass found = findClass(result.classId);
            if (found == null) {
                break;
            }
            if (found.level == 0) {
                return new Target(found, false, false);
            }
            asked = found.filters;
        }
        HtbClass usual = findClass(Handle.of(handle, defaultClass));
        return usual == null || usual.level > 0 ? Target.DIRECT : new Target(usual, false, false);
    }

    @Override
    @Nullable
    Skb dequeue() {
        Skb skb = direct.poll();
        if (skb == null) {
            if (stats.length == 0) {
                return null;
            }
            skb = dequeueClass();
            if (skb == null) {
                return null;
            }
        }
        int size = PacketLength.of(skb);
        stats.sent(size, PacketLength.segments(skb));
        stats.leave(size);
        return skb;
    }

    private @Nullable Skb dequeueClass() {
        long now = nowNs();
        HtbTurns.Turn turn;
        turns.begin();
        while ((turn = turns.next(now)) != null) {
            HtbClass leaf = turn.of();
            Qdisc inner = leaf.leaf();
            Skb skb = inner == null ? null : inner.dequeuePeeked();
            if (inner == null || skb == null) {
                turns.pass(leaf);
                continue;
            }
            int size = PacketLength.of(skb);
            leaf.own.sent(size, PacketLength.segments(skb));
            leaf.deficit[turn.level()] -= size;
            if (leaf.deficit[turn.level()] < 0) {
                leaf.deficit[turn.level()] += leaf.quantum;
                turns.goOn(leaf);
            }
            if (inner.stats.length == 0) {
                turns.deactivate(leaf);
            }
            for (HtbClass at = leaf; at != null; at = at.above) {
                at.charge(size, PacketLength.segments(skb), turn.level(), now);
            }
            return skb;
        }
        if (turns.nextNs() != Long.MAX_VALUE) {
            watchdog.schedule(Math.max(turns.nextNs(), now + 1));
        }
        return null;
    }

    @Override
    boolean isClassful() {
        return true;
    }

    @Override
    @Nullable
    HtbClass findClass(int classId) {
        return classes.find(classId);
    }

    @Override
    List<TrafficClass> classes() {
        return List.copyOf(classes.all());
    }

    @Override
    Optional<String> changeClass(
            int classId, int parentId, @Nullable ClassOptions given, @Nullable TrafficClass existing)
            throws KernelException {
        if (!(given instanceof HtbClassOptions)) {
            throw new KernelException(Errno.EINVAL);
        }
        HtbClassOptions options = (HtbClassOptions) given;
        HtbClass above = parentId == Handle.ROOT ? null : findClass(parentId);
        if (!options.rate().isPresent() || !options.ceil().isPresent()) {
            throw new KernelException(Errno.EINVAL);
        }
        HtbClass changed = existing == null ? make(classId, above) : (HtbClass) existing;
        long quantum = Long.divideUnsigned(options.rate().bytesPerSecond(), rateToQuantum);
        String warning = "";
        if (options.quantum() != 0) {
            quantum = options.quantum();
        } else if (quantum < LEAST_QUANTUM) {
            warning = "small";
            quantum = LEAST_QUANTUM;
        } else if (quantum > MOST_QUANTUM) {
            warning = "big";
            quantum = MOST_QUANTUM;
        }
        changed.set(
                options,
                (int) quantum,
                Integer.compareUnsigned(options.priority(), MOST_PRIORITY) > 0 ? MOST_PRIORITY : options.priority(),
                existing == null,
                nowNs());
        return warning.isEmpty()
                ? Optional.empty()
                : Optional.of("sch_htb: quantum of class " + String.format("%X", classId) + " is " + warning
                        + ". Consider r2q change.");
    }

    private HtbClass make(int classId, @Nullable HtbClass above) throws KernelException {
        if (classId == 0 || Handle.major(classId) != handle || findClass(classId) != null) {
            throw new KernelException(Errno.EINVAL);
        }
        if (above != null && above.above != null && above.above.level < 2) {
            throw new KernelException(Errno.EINVAL, "tree is too deep");
        }
        Qdisc inner = new Fifo(queues, Fifo.Kind.PFIFO);
        inner.parent = classId;
        HtbClass made = new HtbClass(
                this, classId, above, new FilterBlock(queues.device().net(), binding), inner);
        if (above != null) {
            if (above.level == 0) {
                makeInner(above);
            }
            above.below.add(made);
        }
        classes.add(made);
        return made;
    }

    /** A leaf that gets a class below it is none any more. */
    private void makeInner(HtbClass above) {
        Qdisc old = above.leaf();
        if (old != null) {
            stats.length -= old.stats.length;
            stats.backlog -= old.stats.backlog;
            Grafting.end(old);
        }
        turns.deactivate(above);
        above.setInner(null);
        above.level = (above.above == null ? HtbClass.MOST_DEPTH : above.above.level) - 1;
    }

    @Override
    void deleteClass(TrafficClass going) throws KernelException {
        HtbClass leaving = (HtbClass) going;
        if (!leaving.below.isEmpty() || leaving.binds > 0) {
            throw new KernelException(Errno.EBUSY, "HTB class in use");
        }
        leaving.filters.flush();
        drop(leaving);
        classes.remove(leaving);
        HtbClass above = leaving.above;
        if (above != null) {
            above.below.remove(leaving);
            if (above.below.isEmpty()) {
                Qdisc inner = new Fifo(queues, Fifo.Kind.PFIFO);
                inner.parent = above.id();
                above.setInner(inner);
                above.level = 0;
            }
        }
    }

    private void drop(HtbClass leaving) {
        turns.deactivate(leaving);
        Qdisc inner = leaving.leaf();
        if (inner != null) {
            stats.length -= inner.stats.length;
            stats.backlog -= inner.stats.backlog;
            Grafting.end(inner);
        }
    }

    @Override
    Qdisc graft(TrafficClass place, Qdisc inner) throws KernelException {
        HtbClass of = (HtbClass) place;
        Qdisc old = of.leaf();
        if (of.level > 0 || old == null) {
            throw new KernelException(Errno.EINVAL);
        }
        stats.length -= old.stats.length;
        stats.backlog -= old.stats.backlog;
        turns.deactivate(of);
        of.setInner(inner);
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
        return of == null ? filters : ((HtbClass) of).filters;
    }

    @Override
    void reset() {
        Skb skb;
        while ((skb = direct.poll()) != null) {
            purge(skb);
        }
        for (HtbClass known : classes.all()) {
            Qdisc inner = known.leaf();
            if (inner != null) {
                inner.reset();
            }
        }
        turns.clear();
        watchdog.cancel();
        super.reset();
    }

    @Override
    void destroy() {
        watchdog.cancel();
        filters.flush();
        classes.all().forEach(known -> known.filters.flush());
        classes.all().forEach(this::drop);
        classes.clear();
    }
}
