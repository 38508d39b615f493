package dev.vethlab.kernel.route;

import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.SysctlSeen;
import java.util.List;

/** What source validation came to ({@code fib_validate_source}). */
public sealed interface SourceCheck {

    /**
     * The source is believed.
     *
     * @param onLink whether the way back to it is on the link, so that redirects make sense
     */
    record Valid(boolean onLink) implements SourceCheck {}

    /** The source is not believed. */
    record Invalid(DropReason reason, String detail, List<SysctlSeen> sysctls) implements SourceCheck {}
}
