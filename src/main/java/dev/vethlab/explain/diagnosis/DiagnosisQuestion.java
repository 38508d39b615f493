package dev.vethlab.explain.diagnosis;

import dev.vethlab.lab.PingRequest;
import java.util.List;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param ping the ping that does not do what it should
 * @param shouldSucceed whether it should get an answer; else it should get none
 * @param candidates command lines of which those are wanted that are needed
 */
public record DiagnosisQuestion(PingRequest ping, boolean shouldSucceed, Optional<List<String>> candidates) {}
