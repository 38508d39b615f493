package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.PingRun;
import dev.vethlab.lab.ProbeRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers why a probe does not do what it should, and what cures it. The lab itself is not touched. */
public final class Diagnoses {

    private Diagnoses() {}

    /** Diagnoses a probe of a lab as it is now. */
    public static Diagnosis of(Lab lab, DiagnosisQuestion question, DiagnosisLimits limits) {
        Lab snapshot = lab.copy(lab.id(), Instant.EPOCH);
        Trial trial = new Trial(snapshot, limits.events());
        Optional<Trial.Outcome> asItIs = trial.attempt(List.of(), question.probe(), false);
        if (asItIs.isEmpty()) {
            return new Diagnosis(Optional.empty(), List.of(), Optional.empty(), trial.tries(), false);
        }
        Optional<Diagnosis.Needed> needed = question.candidates()
                .map(candidates -> new Needs(trial, question.probe(), question.shouldSucceed()).of(candidates));
        if (asItIs.get().succeeded() == question.shouldSucceed()) {
            return new Diagnosis(Optional.empty(), List.of(), needed, trial.tries(), true);
        }
        Failure failure = asItIs.get().failure();
        Search search = new Search(trial, question, limits, remedies(question, snapshot));
        List<List<Change>> cures = search.from(failure);
        OtherPings others = new OtherPings(trial, question.probe(), snapshot, limits.pings());
        return new Diagnosis(
                Optional.of(
                        question.shouldSucceed()
                                ? cause(failure)
                                : passage(asItIs.get().run())),
                fixes(cures, others, question.shouldSucceed(), limits.fixes()),
                needed,
                trial.tries(),
                search.isComplete() && others.isComplete());
    }

    private static List<Remedy> remedies(DiagnosisQuestion question, Lab snapshot) {
        if (!question.shouldSucceed()) {
            return List.of(new Prevention(), new Undo(snapshot));
        }
        return List.of(
                new SettingRemedy(),
                new LinkRemedy(),
                new ServerRemedy(),
                new FirewallRemedy(),
                new BridgeRemedy(),
                new QueueRemedy(),
                new SwitchRemedy(),
                new PortRemedy(),
                new VxlanRemedy(),
                new TranslationRemedy(),
                new NeighbourRemedy(),
                new AddressRemedy(),
                new RouteRemedy(),
                new Undo(snapshot));
    }

    private static List<Diagnosis.Fix> fixes(
            List<List<Change>> cures, OtherPings others, boolean shouldSucceed, int most) {
        List<Diagnosis.Fix> fixes = new ArrayList<>();
        for (List<Change> cure : cures.subList(0, Math.min(most, cures.size()))) {
            List<String> commands = Change.lines(cure);
            fixes.add(new Diagnosis.Fix(commands, others.changedBy(commands)));
        }
        fixes.sort(Comparator.comparingLong(fix -> damage(fix, shouldSucceed)));
        return fixes;
    }

    /** How much else a cure changes that nobody asked for: a cure that lets other pings through as well is no worse for it. */
    private static long damage(Diagnosis.Fix fix, boolean shouldSucceed) {
        return fix.alsoChanges().stream()
                .filter(changed -> !shouldSucceed || changed.before())
                .count();
    }

    /** The first decision that matters; where the program did not get as far as to send, what it says itself. */
    private static Diagnosis.Cause cause(Failure failure) {
        Optional<Step> nobody = NobodyThere.in(failure);
        if (nobody.isPresent()) {
            return new Diagnosis.Cause(nobody.get(), Optional.empty());
        }
        Optional<Step> misdirected = Misdirected.in(failure);
        if (misdirected.isPresent()) {
            return new Diagnosis.Cause(
                    misdirected.get(), failure.refusals().get(0).packet());
        }
        if (!failure.refusals().isEmpty()) {
            Refusal first = failure.refusals().get(0);
            return new Diagnosis.Cause(withTwins(ending(first, failure.run()), first, failure), first.packet());
        }
        ProbeRun run = failure.run();
        String program = run.request().words().get(0);
        String words = failure.localError()
                .orElse((run.result().stderr() + run.result().stdout()).strip());
        List<Step> steps = run.steps();
        if (wasSent(run) && !steps.isEmpty() && failure.localError().isEmpty()) {
            return new Diagnosis.Cause(steps.get(steps.size() - 1), Optional.empty());
        }
        return new Diagnosis.Cause(
                new Step(
                        0,
                        failure.request().place(),
                        "",
                        0,
                        program,
                        Verdict.REFUSE,
                        Optional.empty(),
                        Optional.empty(),
                        words.lines().findFirst().orElse(program + " could not be run"),
                        List.of()),
                Optional.empty());
    }

    private static boolean wasSent(ProbeRun run) {
        return run instanceof PingRun ping
                ? ping.report().filter(report -> report.transmitted() > 0).isPresent()
                : !run.packets().isEmpty();
    }

    /** Says so where the frame is addressed to a MAC address that two interfaces on the segment have. */
    private static Step withTwins(Step step, Refusal refusal, Failure failure) {
        Optional<MacAddress> to =
                refusal.packet().map(packet -> packet.packet().frame().destination());
        List<String> twins = failure.around().stations().stream()
                .filter(station -> to.equals(Optional.of(station.mac()))
                        && station.kind().equals("veth")
                        && failure.around().facing(station).stream()
                                .anyMatch(other -> other.kind().equals("veth")
                                        && other.mac().equals(station.mac())))
                .map(station -> station.namespace() + "/" + station.device())
                .toList();
        return twins.isEmpty()
                ? step
                : step.withDetail(
                        step.detail() + "; " + String.join(" and ", twins) + " have the same MAC address " + to.get());
    }

    /** The last word on the packet of a refusal: it has the packet's fate, and the reason that the kernel gives. */
    private static Step ending(Refusal refusal, ProbeRun run) {
        Step ending = refusal.step();
        if (refusal.weight() == Refusal.Weight.WITHHELD) {
            return ending;
        }
        for (Step step : run.steps()) {
            boolean last = step.packet() != 0
                    && step.packet() == ending.packet()
                    && step.namespace().equals(ending.namespace())
                    && step.fate().isPresent();
            if (last && ending.fate().isEmpty() && Refusal.isOne(step)) {
                ending = ending.detail().endsWith(step.detail()) ? step : ending.withEnd(step);
            }
        }
        return ending;
    }

    /** The decision by which a ping was answered that should not be. */
    private static Diagnosis.Cause passage(ProbeRun run) {
        Step passage = run.steps().get(0);
        for (Step step : run.steps()) {
            if (step.fate().equals(Optional.of(Fate.DELIVERED))
                    && step.function().equals("icmp_echo")) {
                passage = step;
            }
        }
        long number = passage.packet();
        return new Diagnosis.Cause(
                passage,
                run.packets().stream()
                        .filter(packet -> packet.packet().number() == number)
                        .findFirst());
    }
}
