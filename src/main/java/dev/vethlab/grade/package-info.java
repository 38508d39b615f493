/**
 * Checks on labs, and rubrics that a submission is graded by: the same submission always gives the same report. Checks run on a lab
 * of their own and never say that something passed which is not simulated. This package knows labs, and no HTTP; it reads and
 * writes its documents itself, since the command line does so without a server.
 */
@NullMarked
package dev.vethlab.grade;

import org.jspecify.annotations.NullMarked;
