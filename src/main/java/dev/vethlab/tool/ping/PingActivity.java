package dev.vethlab.tool.ping;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.kernel.socket.InetSocket;
import dev.vethlab.tool.Activity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ping in the background: goes on whenever something comes, or the time is up for which it waits. */
final class PingActivity extends Activity {

    private final Machine machine;
    private final PingSession session;
    private final InetSocket socket;
    private final Consumer<PingReport> reports;
    private PingSession.@Nullable Wait wait;
    private Timer timer;

    private PingActivity(Machine machine, PingSession session, InetSocket socket, Consumer<PingReport> reports) {
        this.machine = machine;
        this.session = session;
        this.socket = socket;
        this.reports = reports;
        this.timer = machine.schedule(0, () -> {});
    }

    /** Has a ping begin that is ready to. */
    static Activity begin(Machine machine, PingSession session, InetSocket socket, Consumer<PingReport> reports) {
        PingActivity activity = new PingActivity(machine, session, socket, reports);
        session.sendWithoutWaiting();
        socket.setListener(activity::somethingCame);
        activity.proceed();
        return activity;
    }

    private void proceed() {
        timer.cancel();
        PingSession.Wait next = session.proceed();
        wait = next;
        if (next == null) {
            finish();
        } else {
            timer = machine.schedule(Math.max(0, next.untilNs() - machine.nowNs()), this::proceed);
            somethingCame();
        }
    }

    private void somethingCame() {
        PingSession.Wait current = wait;
        if (current != null && session.isOver(current)) {
            proceed();
        }
    }

    private void finish() {
        wait = null;
        int code = session.finish();
        reports.accept(session.report());
        end(code);
    }

    @Override
    public void signal(int number) {
        if (number != INTERRUPTED) {
            super.signal(number);
        } else if (!hasEnded()) {
            finish();
        }
    }

    @Override
    protected void release() {
        wait = null;
        timer.cancel();
        socket.setListener(null);
        socket.close();
    }
}
