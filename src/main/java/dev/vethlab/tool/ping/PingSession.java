package dev.vethlab.tool.ping;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.Datagram;
import dev.vethlab.kernel.socket.InetSocket;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Ping at work: sends by a schedule and waits for answers, in virtual time ({@code main_loop}, {@code pinger}). */
final class PingSession {

    private static final int LEAST_INTERVAL_MS = 10;
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final int LARGEST_DATAGRAM = 0xffff;
    private static final int ICMP_HEADER = 8;
    private static final int TIMEVAL = 16;

    /** How long a program is away that lets others run. */
    private static final long YIELD_NS = 1000;

    /** What may end a wait before its time. */
    enum For {
        NOTHING,
        DATA,
        DATA_OR_ERROR
    }

    /** A wait for something on the socket, but not for ever. */
    record Wait(For what, long untilNs) {}

    private final Machine machine;
    private final Console console;
    private final PingOptions options;
    private final PingSetup setup;
    private final InetSocket socket;
    private final Replies replies;
    private final Counters counters;
    private final byte[] template;
    private final boolean timing;
    private final long startNs;
    private long alarmNs = Long.MAX_VALUE;
    private @Nullable Wait waiting;
    private boolean lingering;
    private boolean sentOnce;
    private long lastSendNs;
    private int tokens;
    private int outOfMemory;

    PingSession(Machine machine, Console console, PingOptions options, PingSetup setup, byte[] template) {
        this.machine = machine;
        this.console = console;
        this.options = options;
        this.setup = setup;
        this.socket = setup.socket;
        this.template = template;
        this.timing = options.length >= TIMEVAL;
        this.counters = new Counters();
        if (setup.raw && options.identifier == -1) {
            options.identifier = machine.random().nextInt(0x10000);
        }
        this.replies = new Replies(machine, console, options, setup, counters, template);
        this.startNs = machine.nowNs();
        if (options.deadlineSeconds > 0) {
            setAlarm(startNs + options.deadlineSeconds * SECOND);
        }
        socket.setSendTimeout(options.intervalMs < 1000 ? atLeast(options.intervalMs) * MS : SECOND);
    }

    /** Runs to the end, prints the statistics; the exit code. */
    int run() {
        for (Wait wait = proceed(); wait != null; wait = proceed()) {
            Wait current = wait;
            machine.runUntil(wait.untilNs(), () -> isOver(current));
        }
        return finish();
    }

    /** Sends and reads what is due now; what has to be waited for then, null at the end. */
    @Nullable
    Wait proceed() {
        Wait before = waiting;
        if (before != null) {
            waiting = null;
            readAfter(before);
        }
        while (!isOver()) {
            int next;
            do {
                next = afterLast(sendWhenDue());
            } while (next <= 0 && !isOver());
            if (next > 0) {
                waiting = wait(next);
                return waiting;
            }
        }
        return null;
    }

    /** Prints the statistics; the exit code. */
    int finish() {
        console.print(new Statistics(options, setup, counters, startNs, lastSendNs).text());
        boolean tooFew = options.deadlineSeconds > 0 && counters.received < options.count;
        return counters.received == 0 || tooFew ? 1 : 0;
    }

    /** Sending does not wait for room in the send buffer from now on, as a program in the background cannot. */
    void sendWithoutWaiting() {
        socket.setSendTimeout(0);
    }

    PingReport report() {
        return replies.report(startNs, lastSendNs);
    }

    /** {@code setitimer}: the signal also ends a wait for room in the send buffer. */
    private void setAlarm(long atNs) {
        alarmNs = atNs;
        socket.setInterruption(atNs);
    }

    private boolean isOver() {
        return machine.nowNs() >= alarmNs
                || options.count > 0 && counters.received + counters.errors >= options.count
                || options.deadlineSeconds > 0 && counters.errors > 0;
    }

    private boolean hasSentAll() {
        return options.count > 0 && counters.transmitted >= options.count && options.deadlineSeconds == 0;
    }

    private static int atLeast(int intervalMs) {
        return Math.max(intervalMs, LEAST_INTERVAL_MS);
    }

    /** Sets the alarm that ends the wait for the last answers ({@code __schedule_exit}). */
    private int afterLast(int next) {
        if (!hasSentAll() || lingering) {
            return next;
        }
        long waitUs;
        if (counters.received > 0) {
            waitUs = Math.max(2 * counters.maxUs, 1000L * options.intervalMs);
        } else {
            waitUs = options.lingerMs * 1000L;
        }
        lingering = waitUs != 0;
        if (waitUs > 0) {
            setAlarm(machine.nowNs() + waitUs * 1000);
        }
        return next < 0 || next < waitUs / 1000 ? (int) (waitUs / 1000) : next;
    }

    /** Sends a request if it is time for one; how many milliseconds are left until the next ({@code pinger}). */
    private int sendWhenDue() {
        if (machine.nowNs() >= alarmNs || hasSentAll()) {
            return 1000;
        }
        long now = machine.nowNs();
        if (!sentOnce) {
            sentOnce = true;
            lastSendNs = now;
            tokens = options.intervalMs * (options.preload - 1);
        } else {
            long earned = (now / SECOND - lastSendNs / SECOND) * 1000 + (now % SECOND - lastSendNs % SECOND) / MS;
            if (options.intervalMs == 0 && earned < LEAST_INTERVAL_MS && counters.inFlight() >= options.preload) {
                return (int) (LEAST_INTERVAL_MS - earned);
            }
            earned = Math.min(earned + tokens, (long) options.intervalMs * options.preload);
            if (earned < options.intervalMs) {
                return (int) (options.intervalMs - earned);
            }
            lastSendNs = now;
            tokens = (int) (earned - options.intervalMs);
        }
        if (options.outstanding && counters.transmitted > 0 && !counters.hasSeen(counters.transmitted)) {
            console.print(replies.timeStamp() + "no answer yet for icmp_seq=" + counters.transmitted % 0x10000 + "\n");
        }
        return send();
    }

    private int send() {
        while (true) {
            KernelException refusal = transmit();
            if (refusal == null) {
                outOfMemory = 0;
                counters.advance();
                if (!options.quiet && options.flood) {
                    console.print(".");
                }
                return options.intervalMs - tokens;
            }
            if (refusal.errno() == Errno.EAGAIN) {
                tokens += options.intervalMs;
                return LEAST_INTERVAL_MS;
            }
            boolean told = false;
            if (refusal.errno() == Errno.ENOBUFS || refusal.errno() == Errno.ENOMEM) {
                int pause = slowDown();
                if (pause > 0) {
                    return pause;
                }
                told = true;
            } else {
                int errors = replies.readError();
                if (errors == Replies.FOREIGN) {
                    continue;
                }
                told = errors > 0;
            }
            return failed(refusal, told);
        }
    }

    /** Whether to wait a little and try again, in milliseconds; 0 when that has gone on for too long. */
    private int slowDown() {
        tokens = 0;
        replies.rttAddend += counters.average < 8 * 50_000 ? counters.average / 8 : 50_000;
        if (options.adaptive) {
            replies.adapt();
        }
        int pause = Math.min(500, atLeast(options.intervalMs / 2));
        outOfMemory++;
        return outOfMemory * pause < options.lingerMs ? pause : 0;
    }

    /** A request that could not be sent counts as sent. */
    private int failed(KernelException refusal, boolean told) {
        counters.advance();
        if (told && !options.quiet) {
            if (options.flood) {
                console.print("E");
            } else {
                console.warn("sendmsg", refusal);
            }
        }
        tokens = 0;
        return atLeast(options.intervalMs);
    }

    private @Nullable KernelException transmit() {
        int sequence = (int) (counters.transmitted + 1) & 0xffff;
        counters.forget(sequence);
        if (options.length + ICMP_HEADER > LARGEST_DATAGRAM) {
            return new KernelException(Errno.EMSGSIZE);
        }
        byte[] data = template;
        if (timing) {
            data = template.clone();
            stamp(data, machine.realTimeNs());
        }
        try {
            socket.sendTo(setup.destination, 0, IcmpMessage.echoRequest(options.identifier, sequence, Bytes.of(data)));
            return null;
        } catch (KernelException refusal) {
            return refusal;
        }
    }

    /** Writes the time as a {@code struct timeval}: seconds and microseconds, 64 bits each, little-endian. */
    private static void stamp(byte[] data, long timeNs) {
        long seconds = timeNs / SECOND;
        long microseconds = timeNs % SECOND / 1000;
        for (int i = 0; i < 8; i++) {
            data[i] = (byte) (seconds >> 8 * i);
            data[8 + i] = (byte) (microseconds >> 8 * i);
        }
    }

    /** What is to be waited for if so many milliseconds are left until the next request ({@code main_loop}). */
    private Wait wait(int milliseconds) {
        int usual = atLeast(options.intervalMs);
        if (!options.adaptive && milliseconds >= usual) {
            return wait(For.DATA, usual);
        }
        boolean soon = milliseconds <= LEAST_INTERVAL_MS;
        if (soon && counters.inFlight() == 0) {
            return new Wait(For.NOTHING, machine.nowNs() + YIELD_NS);
        }
        return options.adaptive || options.intervalMs != 0
                ? wait(For.DATA_OR_ERROR, soon ? LEAST_INTERVAL_MS : milliseconds)
                : wait(For.DATA, usual);
    }

    private Wait wait(For what, int milliseconds) {
        long patienceNs = milliseconds * MS;
        long givesUpNs = what == For.DATA ? Jiffies.givesUpNs(machine, patienceNs) : machine.nowNs() + patienceNs;
        return new Wait(what, Math.min(givesUpNs, alarmNs));
    }

    /** Whether what is waited for is there. */
    boolean isOver(Wait wait) {
        return switch (wait.what()) {
            case NOTHING -> false;
            case DATA_OR_ERROR -> socket.isReadable() || socket.hasError();
            case DATA -> socket.isReadable() || socket.hasPendingError();
        };
    }

    /** Reads all that has come; after a look at what is there ({@code poll}) only if something is. */
    private void readAfter(Wait wait) {
        if (wait.what() != For.DATA_OR_ERROR) {
            readAll(false);
        } else if (isOver(wait)) {
            readAll(socket.hasError());
        }
    }

    private void readAll(boolean expectsErrorAtFirst) {
        boolean expectsError = expectsErrorAtFirst;
        do {
            Datagram datagram = null;
            try {
                datagram = socket.receive();
            } catch (KernelException pending) {
                expectsError = true;
            }
            if (datagram != null) {
                replies.accept(datagram);
            } else if (expectsError) {
                expectsError = false;
                replies.readError();
            } else {
                return;
            }
        } while (counters.inFlight() != 0);
    }

    /** The pattern's first bytes, as {@code -p} gives them. */
    static byte[] pattern(String digits) {
        byte[] bytes = new byte[Math.min(16, (digits.length() + 1) / 2)];
        for (int i = 0; i < bytes.length; i++) {
            String octet = digits.substring(2 * i, Math.min(digits.length(), 2 * i + 2));
            bytes[i] = new BigInteger(octet, 16).byteValue();
        }
        return bytes;
    }
}
