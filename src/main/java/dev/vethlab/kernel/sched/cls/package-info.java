/**
 * Filters: they say of packets which class they belong to, and what is done to them (net/sched/cls_api.c, cls_*.c). A block of
 * filters belongs to a queueing discipline, to a class, or to one side of a device, none of which is known here.
 */
@NullMarked
package dev.vethlab.kernel.sched.cls;

import org.jspecify.annotations.NullMarked;
