package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.ClassOptions;
import dev.vethlab.kernel.sched.ExtraStats;
import dev.vethlab.kernel.sched.QdiscOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Optional;

/** How one kind of discipline is read and written ({@code struct qdisc_util}). */
interface QdiscWords {

    /**
     * Reads what was asked of a discipline; nothing where there is nothing to say.
     *
     * @param device the name of its device, empty where none was given yet
     */
    Optional<QdiscOptions> read(TcContext context, Arguments arguments, String device);

    /** Writes the settings of a discipline. */
    default void print(TcContext context, QdiscOptions options) {}

    /** Writes what it counts besides; false where it counts nothing that is shown. */
    default boolean printExtra(TcContext context, ExtraStats stats) {
        return false;
    }

    /** Reads what was asked of a class. */
    default Optional<ClassOptions> readClass(TcContext context, Arguments arguments, String device, String kind) {
        throw TcContext.complaint("Error: Qdisc \"" + kind + "\" is classless.\n");
    }

    /** Writes the settings of a class. */
    default void printClass(TcContext context, ClassOptions options) {}
}
