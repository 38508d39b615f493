package dev.vethlab.grade;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.CommandResult;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabSession;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.catalogue.Catalogue;
import dev.vethlab.lab.catalogue.CatalogueEntry;
import dev.vethlab.lab.topology.InvalidTopologyException;
import dev.vethlab.lab.topology.TopologyBuild;
import dev.vethlab.tool.shell.CommandWords;
import dev.vethlab.tool.shell.ScriptLines;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Grades submissions by one rubric. It may be used by several threads at a time. */
public final class Grader {

    private static final String NAME = "submission";
    private static final int MOST_NOTES = 50;

    private final Rubric rubric;
    private final GradingLimits limits;
    private final Lab start;
    private final long startEvents;
    private final List<ForbiddenCommand> forbidden = new ArrayList<>();

    /**
     * Builds the lab that submissions begin with.
     *
     * @throws InvalidRubricException when it cannot be built, or a check cannot be understood
     */
    public Grader(Rubric rubric, Catalogue catalogue, GradingLimits limits) throws InvalidRubricException {
        this.rubric = rubric;
        this.limits = limits;
        Checks.validate(rubric.checks(), "/checks");
        Checks.validate(rubric.deductions() == null ? List.of() : rubric.deductions(), "/deductions");
        if (rubric.forbidden() != null) {
            rubric.forbidden().forEach(command -> forbidden.add(new ForbiddenCommand(command)));
        }
        this.start = start(catalogue);
        this.startEvents = start.read(kernel -> kernel.machine().events());
    }

    private Lab start(Catalogue catalogue) throws InvalidRubricException {
        if (rubric.template() != null && rubric.topology() != null) {
            throw new InvalidRubricException("/topology", "give a template or a topology, not both");
        }
        Optional<CatalogueEntry> template = Optional.empty();
        if (rubric.template() != null) {
            template = catalogue.find(rubric.template());
            if (template.isEmpty()) {
                throw new InvalidRubricException(
                        "/template", "there is no topology \"" + rubric.template() + "\" in the catalogue");
            }
        }
        String wanted = rubric.profile() != null
                ? rubric.profile()
                : template.map(CatalogueEntry::profile).orElse(Profile.KERNEL.id());
        Profile profile = Profile.of(wanted)
                .orElseThrow(() -> new InvalidRubricException("/profile", "there is no profile \"" + wanted + "\""));
        long seed = rubric.seed() == null ? 1 : rubric.seed();
        Lab lab = new Lab(NAME, new LabSettings(NAME, profile, seed, Duration.ofHours(1)), limits.lab(), Instant.EPOCH);
        if (template.isPresent()) {
            build(lab, template.get().script(), "/template");
        }
        if (rubric.topology() != null) {
            try {
                List<List<String>> commands = TopologyBuild.commands(rubric.topology());
                apply(lab, session -> TopologyBuild.apply(session, commands), "/topology");
            } catch (InvalidTopologyException unfit) {
                throw new InvalidRubricException("/topology" + unfit.pointer(), String.valueOf(unfit.getMessage()));
            }
        }
        if (rubric.setup() != null) {
            build(lab, lines(rubric.setup()), "/setup");
        }
        return lab;
    }

    private interface Building {

        void apply(LabSession session) throws CommandFailedException;
    }

    private static void build(Lab lab, List<String> lines, String pointer) throws InvalidRubricException {
        apply(
                lab,
                session -> {
                    for (String line : lines) {
                        CommandResult result = session.run(line);
                        if (!result.succeeded()) {
                            throw new CommandFailedException(result);
                        }
                    }
                },
                pointer);
    }

    private static void apply(Lab lab, Building building, String pointer) throws InvalidRubricException {
        try {
            lab.change(OptionalLong.empty(), session -> {
                building.apply(session);
                return lab;
            });
        } catch (CommandFailedException failed) {
            throw new InvalidRubricException(
                    pointer,
                    "the command \"" + Notes.shortened(failed.result().command()) + "\" fails: "
                            + Notes.shortened(String.valueOf(failed.getMessage())));
        } catch (LimitReachedException limit) {
            throw new InvalidRubricException(pointer, String.valueOf(limit.getMessage()));
        } catch (StaleRevisionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<String> lines(String script) {
        return ScriptLines.of(script);
    }

    /** The rubric. */
    public Rubric rubric() {
        return rubric;
    }

    /** Grades a submission. Whatever it contains, there is a report. */
    public Report grade(Submission submission) {
        String script = submission.script();
        boolean one = (script == null) != (submission.topology() == null);
        if (!one) {
            return invalid("a submission has a script or a topology, and not both");
        }
        Lab lab = start.copy(NAME, Instant.EPOCH);
        List<String> notes = new ArrayList<>();
        List<Report.Deduction> deductions = new ArrayList<>();
        if (script != null) {
            List<String> lines = lines(script);
            if (lines.size() > limits.lines()) {
                return invalid("the script has " + lines.size() + " lines, and at most " + limits.lines() + " are run");
            }
            forbidden(lines, deductions);
            budget(lines.stream().mapToInt(line -> CommandWords.of(line).size()).sum(), deductions);
            run(lab, lines, notes);
        } else if (submission.topology() != null) {
            try {
                List<List<String>> commands = TopologyBuild.commands(submission.topology());
                apply(lab, session -> TopologyBuild.apply(session, commands), "/topology");
            } catch (InvalidTopologyException unfit) {
                return invalid("/topology" + unfit.pointer() + ": " + unfit.getMessage());
            } catch (InvalidRubricException refused) {
                return invalid(refused.pointer() + ": " + refused.getMessage());
            }
        }
        List<Report.Result> results = Checks.run(lab, rubric.checks(), mostEvents());
        if (rubric.deductions() != null) {
            for (Report.Result result : Checks.run(lab, rubric.deductions(), mostEvents())) {
                if (result.status() != CheckStatus.PASSED) {
                    deductions.add(new Report.Deduction(
                            result.id(), result.of(), result.feedback() == null ? result.detail() : result.feedback()));
                }
            }
        }
        return Report.of(results, deductions, notes);
    }

    private Report invalid(String problem) {
        return Report.invalid(problem, rubric.worth());
    }

    private long mostEvents() {
        return startEvents + limits.events();
    }

    private void forbidden(List<String> lines, List<Report.Deduction> deductions) {
        for (ForbiddenCommand command : forbidden) {
            for (String line : lines) {
                if (CommandWords.of(line).stream().anyMatch(command::isIn)) {
                    BigDecimal points = command.points().orElse(rubric.worth());
                    deductions.add(new Report.Deduction(
                            "forbidden",
                            points,
                            "\"" + Notes.shortened(line.strip()) + "\" uses \"" + command.words()
                                    + "\", which is forbidden"
                                    + command.feedback()
                                            .map(words -> ": " + words)
                                            .orElse("")));
                    break;
                }
            }
        }
    }

    private void budget(int commands, List<Report.Deduction> deductions) {
        Rubric.StepBudget budget = rubric.stepBudget();
        if (budget != null && commands > budget.commands()) {
            deductions.add(new Report.Deduction(
                    "stepBudget",
                    budget.points() == null ? BigDecimal.ONE : budget.points(),
                    commands + " commands, and " + budget.commands() + " are enough"));
        }
    }

    private void run(Lab lab, List<String> lines, List<String> notes) {
        long printed = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            CommandResult result;
            try {
                result = lab.change(OptionalLong.empty(), session -> session.run(line));
            } catch (LimitReachedException limit) {
                notes.add("stopped at command " + (i + 1) + " of " + lines.size() + ": " + limit.getMessage());
                return;
            } catch (CommandFailedException | StaleRevisionException impossible) {
                throw new IllegalStateException(impossible);
            }
            printed += result.stdout().length() + result.stderr().length();
            if (!result.succeeded() && notes.size() < MOST_NOTES) {
                notes.add(Notes.failed(i + 1, result));
            }
            boolean spent = lab.read(kernel -> kernel.machine().events()) > mostEvents();
            if (spent || printed > limits.outputCharacters()) {
                notes.add("stopped after command " + (i + 1) + " of " + lines.size()
                        + ": all the work or output that a submission may cost is used up");
                return;
            }
        }
    }
}
