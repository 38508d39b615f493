/**
 * What a script did, in a form that two runs of it share: without what is drawn by lot and what is a matter of time. The same is
 * done to what the real kernel said and to what the simulated one says.
 */
@NullMarked
package dev.vethlab.verify.normal;

import org.jspecify.annotations.NullMarked;
