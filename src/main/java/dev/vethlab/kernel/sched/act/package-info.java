/**
 * What filters do to packets: let them pass, drop them, send them elsewhere, measure them (net/sched/act_*.c, act_api.c). It
 * knows devices and packets; it knows neither the filters that call it nor queues.
 */
@NullMarked
package dev.vethlab.kernel.sched.act;

import org.jspecify.annotations.NullMarked;
