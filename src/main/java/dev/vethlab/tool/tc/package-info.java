/**
 * The program {@code tc} of iproute2 6.1: queueing disciplines, classes and filters are read from its words and written as it
 * writes them (tc/tc.c, tc_qdisc.c, tc_class.c, tc_filter.c, q_*.c, f_*.c, m_*.c). What they do is the kernel's business.
 */
@NullMarked
package dev.vethlab.tool.tc;

import org.jspecify.annotations.NullMarked;
