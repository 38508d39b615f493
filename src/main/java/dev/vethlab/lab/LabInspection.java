package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import java.util.List;

/** What a look at a lab can use while it has the lab to itself; nothing that it does is kept in the journal. */
public interface LabInspection {

    Kernel kernel();

    /** Runs a command that only looks. */
    CommandResult look(Namespace namespace, List<String> words);
}
