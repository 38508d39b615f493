/**
 * The simulator held against the real kernel, on a Linux machine as root: a script is run on both, and what its commands printed,
 * what every interface saw and the state it left are compared.
 */
@NullMarked
package dev.vethlab.verify;

import org.jspecify.annotations.NullMarked;
