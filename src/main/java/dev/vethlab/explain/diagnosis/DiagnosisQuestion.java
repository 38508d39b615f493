package dev.vethlab.explain.diagnosis;

import dev.vethlab.lab.Probe;
import java.util.List;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param probe the ping or connection that does not do what it should
 * @param shouldSucceed whether it should get through; else it should not
 * @param candidates command lines of which those are wanted that are needed
 */
public record DiagnosisQuestion(Probe probe, boolean shouldSucceed, Optional<List<String>> candidates) {}
