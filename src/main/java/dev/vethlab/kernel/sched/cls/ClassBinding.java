package dev.vethlab.kernel.sched.cls;

/** Who wants to know which classes filters name ({@code bind_tcf}, {@code unbind_tcf}). */
@FunctionalInterface
public interface ClassBinding {

    /** Nobody does. */
    ClassBinding NONE = (classId, more) -> {};

    /**
     * A filter names a class from now on, or does so no more.
     *
     * @param more 1 or -1
     */
    void bind(int classId, int more);
}
