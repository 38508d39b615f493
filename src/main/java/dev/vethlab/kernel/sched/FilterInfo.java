package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.sched.cls.Classifier;
import dev.vethlab.kernel.sched.cls.Filter;
import java.util.Optional;

/**
 * What the kernel tells about a filter, or about the head of some ({@code tcf_fill_node}).
 *
 * @param filter empty for the head of those of one kind and priority
 */
public record FilterInfo(int index, int parent, int chain, Classifier classifier, Optional<Filter> filter) {}
