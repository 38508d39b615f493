/**
 * vethlab: a Linux network lab behind a REST API, simulated in plain Java. This package holds only the program's start; the
 * packages inside it are the layers, lowest first: {@code addr}, {@code wire}, {@code kernel}, {@code tool}, {@code lab},
 * {@code web}. Nothing depends on this package.
 */
@NullMarked
package dev.vethlab;

import org.jspecify.annotations.NullMarked;
