package dev.vethlab.web.observation;

import dev.vethlab.lab.LabMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/** The figures of the service that are its own; those of HTTP and of the Java machine come with Spring Boot. */
@Component
public final class Figures implements LabMeter {

    private final MeterRegistry registry;
    private final Timer queued;
    private final Counter commands;
    private final Counter runs;
    private final Counter events;
    private final Counter made;

    Figures(MeterRegistry registry) {
        this.registry = registry;
        this.queued = Timer.builder("vethlab.requests.queued")
                .description("How long requests waited for a place")
                .serviceLevelObjectives(
                        Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(registry);
        this.made = counter("vethlab.labs.made", "Labs made, clones included");
        this.commands = counter("vethlab.commands", "Command lines run in labs");
        this.runs = counter("vethlab.ping.runs", "Ping runs made in labs");
        this.events = counter("vethlab.events", "Events simulated: packets worked on, timers fired");
    }

    /** Shows a number that goes up and down. */
    public void gauge(String name, String description, IntSupplier number) {
        Gauge.builder(name, number, IntSupplier::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** Counts a request that waited so long for its place. */
    public void queued(long nanoseconds) {
        queued.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** Counts a request that a limit refused. */
    public void refused(String limit) {
        registry.counter("vethlab.refusals", "limit", limit).increment();
    }

    /** Counts a new lab. */
    public void made() {
        made.increment();
    }

    @Override
    public void worked(int commandLines, int pingRuns, long simulated) {
        commands.increment(commandLines);
        runs.increment(pingRuns);
        events.increment(simulated);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
