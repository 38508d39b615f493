/**
 * The simulator held against the real kernel, on a Linux machine as root: a script is run on both, and what its commands printed,
 * what every interface saw and the state it left are compared. A difference counts when the kernel does the same every time and
 * the simulator never does it. This package and those below it may use threads, the clock of the machine and JSON; they know
 * nothing of HTTP and Spring.
 */
@NullMarked
package dev.vethlab.verify;

import org.jspecify.annotations.NullMarked;
