package dev.vethlab.grade;

import dev.vethlab.explain.diagnosis.Causes;
import dev.vethlab.lab.ConnectionRequest;
import dev.vethlab.lab.ConnectionRun;
import dev.vethlab.lab.LabSession;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.PingRun;
import dev.vethlab.lab.PortState;
import dev.vethlab.lab.Transport;
import java.util.Optional;

/** Whether packets get from one place to another. */
final class Reachability {

    private Reachability() {}

    static Finding ping(LabSession session, PingRequest request, boolean expected) {
        if (Places.find(session.kernel(), request.place()).isEmpty()) {
            return Finding.of(false, expected, Places.missing(request.place()), "");
        }
        PingRun run = session.ping(request);
        boolean answered = run.result().exitCode() == 0;
        String evidence = run.result().stdout() + run.result().stderr();
        return Finding.of(answered, expected, words(run, answered), evidence);
    }

    private static String words(PingRun run, boolean answered) {
        String counts = run.report()
                .map(report -> report.received() + " of " + report.transmitted() + " pings were answered")
                .orElse("ping could not send anything");
        return answered
                ? counts
                : counts + Causes.first(run).map(cause -> ": " + cause).orElse("");
    }

    static Finding connection(LabSession session, ConnectionRequest request, Optional<String> expected) {
        boolean wanted = !expected.equals(Optional.of("failure"));
        if (Places.find(session.kernel(), request.place()).isEmpty()) {
            return Finding.of(false, wanted, Places.missing(request.place()), "");
        }
        ConnectionRun run = request.in(session);
        PortState state = run.state();
        boolean holds = expected.flatMap(PortState::of).map(state::equals).orElseGet(run::succeeded);
        return Finding.of(holds, wanted, words(run), evidence(run));
    }

    /** What {@code nc} said, which over UDP takes silence for success. */
    private static String evidence(ConnectionRun run) {
        return run.request().transport() == Transport.TCP ? run.result().stderr() : "";
    }

    private static String words(ConnectionRun run) {
        ConnectionRequest request = run.request();
        String port = request.transport().word() + " port " + request.port() + " of " + request.destination() + " is "
                + run.state().word();
        return run.succeeded()
                ? port
                : port + Causes.first(run).map(cause -> ": " + cause).orElse("");
    }
}
