package dev.vethlab.web.frame;

import dev.vethlab.lab.Lab;
import dev.vethlab.web.problem.ProblemException;
import java.util.Optional;

/**
 * What somebody who asked for a socket has before it is open, so that a client that has its answer misses no frame.
 *
 * @param sent the number of the last frame that is none of its own, as it was sent before
 * @param refusal why there will be no frames, where something speaks against it
 */
record FrameSeat(Lab lab, TapDevices tap, long sent, Optional<ProblemException> refusal) {}
