package dev.vethlab.tool.shell;

import dev.vethlab.tool.Activity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs that run in the background, and the last ends of others. */
final class Jobs {

    private static final int FIRST_PROCESS = 1001;
    private static final int MOST = 64;

    private final List<Job> jobs = new ArrayList<>();
    private int processes;

    /** Whether no more can be started. */
    boolean isFull() {
        return running().size() >= MOST;
    }

    Job add(String program, String text, Activity activity) {
        if (jobs.size() >= MOST) {
            forgetEnded();
        }
        int number = 1;
        for (Job job : running()) {
            number = Math.max(number, job.number() + 1);
        }
        Job job = new Job(number, FIRST_PROCESS + processes++, program, text, activity);
        jobs.add(job);
        return job;
    }

    /** Those that have not ended, oldest first. */
    List<Job> running() {
        List<Job> running = new ArrayList<>();
        for (Job job : jobs) {
            if (!job.activity().hasEnded()) {
                running.add(job);
            }
        }
        return running;
    }

    /** Forgets those that have ended. */
    void forgetEnded() {
        jobs.removeIf(job -> job.activity().hasEnded());
    }

    /** The job that {@code %N}, {@code %%}, {@code %+}, {@code %-} or {@code %NAME} means. */
    Optional<Job> bySpecification(String specification) {
        String word = specification.substring(1);
        List<Job> running = running();
        if (word.isEmpty() || word.equals("%") || word.equals("+")) {
            return running.isEmpty() ? Optional.empty() : Optional.of(running.get(running.size() - 1));
        }
        if (word.equals("-")) {
            return running.isEmpty() ? Optional.empty() : Optional.of(running.get(Math.max(0, running.size() - 2)));
        }
        return running.stream()
                .filter(job -> word.matches("[0-9]+")
                        ? job.number() == Integer.parseInt(word)
                        : job.text().startsWith(word))
                .findFirst();
    }

    /** The job of a process. */
    Optional<Job> byProcess(int processId) {
        return jobs.stream().filter(job -> job.processId() == processId).findFirst();
    }

    /** Has each look whether there is something to do. */
    void catchUp() {
        for (Job job : running()) {
            job.activity().catchUp();
        }
    }
}
