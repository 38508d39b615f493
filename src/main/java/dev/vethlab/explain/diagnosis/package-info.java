/**
 * Why a ping fails, and the smallest changes that cure it: each is tried on a fork of the lab and seen to work. What is worth
 * trying is read off the decisions of the failed ping and the state of the fork; nothing is answered that was not tried. This
 * package knows labs and their traces, and no HTTP.
 */
@NullMarked
package dev.vethlab.explain.diagnosis;

import org.jspecify.annotations.NullMarked;
