package dev.vethlab.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.vethlab.grade.CheckStatus;
import dev.vethlab.grade.Documents;
import dev.vethlab.grade.Grader;
import dev.vethlab.grade.GradingLimits;
import dev.vethlab.grade.InvalidRubricException;
import dev.vethlab.grade.JunitXml;
import dev.vethlab.grade.Report;
import dev.vethlab.grade.Rubric;
import dev.vethlab.grade.Rubrics;
import dev.vethlab.grade.Submission;
import dev.vethlab.lab.catalogue.Catalogue;
import dev.vethlab.lab.topology.TopologyDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** {@code grade RUBRIC SUBMISSION...}: grades submissions by a rubric. */
final class GradeCommand {

    static final String USAGE = """
            usage: grade RUBRIC SUBMISSION... [--junit FILE]
                   RUBRIC      a file of YAML or JSON, or the id of an exercise of the catalogue
                   SUBMISSION  a script; - is standard input; NAME.json, NAME.yaml: a topology
                   --junit FILE  write the reports as JUnit XML too""";

    /** The library that checks rubrics speaks only when something is wrong; kept, since loggers are forgotten otherwise. */
    private static final Logger QUIET = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    static {
        System.setProperty("org.jboss.logging.provider", "jdk");
        QUIET.setLevel(Level.WARN);
    }

    private final Terminal terminal;
    private final Documents documents = new Documents();

    private GradeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns 0 only if every submission passes, 1 if one does not. */
    static int run(List<String> arguments, Terminal terminal) throws UsageException, IOException {
        return new GradeCommand(terminal).run(arguments);
    }

    private int run(List<String> arguments) throws UsageException, IOException {
        List<String> files = new ArrayList<>();
        Optional<Path> junit = Optional.empty();
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals("--junit") && words.hasNext()) {
                junit = Optional.of(Path.of(words.next()));
            } else if (word.startsWith("--")) {
                throw new UsageException(USAGE);
            } else {
                files.add(word);
            }
        }
        if (files.size() < 2) {
            throw new UsageException(USAGE);
        }
        Grader grader = grader(files.get(0));
        Map<String, Report> reports = new LinkedHashMap<>();
        for (String file : files.subList(1, files.size())) {
            Report report = grade(grader, file);
            reports.put(file, report);
            print(file, report);
        }
        if (junit.isPresent()) {
            Files.writeString(junit.get(), JunitXml.of(reports));
        }
        return reports.values().stream().allMatch(Report::passed) ? 0 : 1;
    }

    private Grader grader(String name) throws UsageException, IOException {
        try {
            Path file = Path.of(name);
            Optional<Rubric> exercise =
                    Files.exists(file) ? Optional.empty() : Rubrics.load().find(name);
            Rubric rubric = exercise.isPresent() ? exercise.get() : documents.rubric(Files.readString(file));
            return new Grader(rubric, Catalogue.load(), GradingLimits.DEFAULT);
        } catch (InvalidRubricException unfit) {
            throw new UsageException(
                    name + ": " + (unfit.pointer().isEmpty() ? "" : unfit.pointer() + ": ") + unfit.getMessage());
        }
    }

    private Report grade(Grader grader, String name) throws IOException {
        String text = name.equals("-")
                ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8)
                : new String(Files.readAllBytes(Path.of(name)), StandardCharsets.UTF_8);
        if (!name.matches(".*\\.(json|ya?ml)")) {
            return grader.grade(new Submission(text, null));
        }
        try {
            return grader.grade(new Submission(null, documents.document(text, TopologyDocument.class)));
        } catch (InvalidRubricException unfit) {
            return Report.invalid(
                    unfit.pointer() + ": " + unfit.getMessage(), grader.rubric().worth());
        }
    }

    private void print(String name, Report report) {
        terminal.out()
                .println(name + ": " + report.status().word() + ", "
                        + report.score().points().toPlainString() + " of "
                        + report.score().of().toPlainString() + " points");
        if (report.problem() != null) {
            terminal.out().println("  " + report.problem());
        }
        for (Report.Result check : report.checks()) {
            terminal.out().println("  " + check.status().word() + "  " + check.id() + ": " + check.detail());
            if (check.status() != CheckStatus.PASSED && check.feedback() != null) {
                terminal.out().println("          " + check.feedback());
            }
        }
        for (Report.Deduction deduction : report.deductions()) {
            terminal.out()
                    .println("  -" + deduction.points().toPlainString() + "  " + deduction.id() + ": "
                            + deduction.detail());
        }
        report.notes().forEach(note -> terminal.out().println("  note: " + note));
    }
}
