package dev.vethlab.tool.nc;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.kernel.socket.InetSocket;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.hosts.Hosts;
import org.jspecify.annotations.Nullable;

/** A running netcat: what both of its kinds have in common. */
abstract class NcActivity extends Activity {

    static final long NS_A_SECOND = 1_000_000_000L;

    final Process process;
    final NcOptions options;
    private @Nullable Relay relay;
    private @Nullable InetSocket socket;
    private @Nullable Timer timer;

    NcActivity(Process process, NcOptions options) {
        this.process = process;
        this.options = options;
    }

    /** Starts; ends at once where something is wrong. */
    abstract void begin() throws Quit;

    Machine machine() {
        return process.kernel().machine();
    }

    /** Has a socket closed when the program ends. */
    final <S extends InetSocket> S hold(S newSocket) {
        socket = newSocket;
        if (options.tos >= 0) {
            newSocket.setTos(options.tos);
        }
        return newSocket;
    }

    /** Moves data between a socket and the standard streams from now on. */
    final void relay(Relay newRelay) {
        relay = newRelay;
        newRelay.begin();
    }

    final void after(long ns, Runnable action) {
        stopTimer();
        timer = machine().schedule(ns, action);
    }

    final void stopTimer() {
        Timer pending = timer;
        if (pending != null) {
            pending.cancel();
        }
    }

    /** Complains about the kernel's refusal and ends. */
    final Quit fail(String text, KernelException refusal) {
        process.refused(refusal);
        process.err("nc: " + text + refusal.errno().words() + "\n");
        release();
        return new Quit(1);
    }

    /** An address as the program shows it. */
    final String show(Ipv4Address address) {
        return options.numeric ? address.toString() : Hosts.name(address);
    }

    final void closeRelay() {
        Relay open = relay;
        if (open != null) {
            open.close();
            relay = null;
        }
    }

    @Override
    protected void release() {
        stopTimer();
        closeRelay();
        InetSocket held = socket;
        if (held != null) {
            held.close();
            socket = null;
        }
    }
}
