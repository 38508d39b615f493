/**
 * Traffic control: the queueing disciplines in which packets wait before a device sends them, the classes within, and what
 * stands at a device's two sides (net/sched/sch_*.c, sch_api.c, and the parts of net/core/dev.c that call them). Filters are in
 * {@code sched.cls}, what they do to packets in {@code sched.act}. It knows devices and the bytes of packets, and no protocol
 * above them; programs give it requests in typed values and get records to print.
 */
@NullMarked
package dev.vethlab.kernel.sched;

import org.jspecify.annotations.NullMarked;
