package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.QdiscOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Optional;

/** {@code ingress} and {@code clsact} (tc/q_ingress.c, tc/q_clsact.c). */
final class SideWords implements QdiscWords {

    private final boolean bothWays;

    SideWords(boolean bothWays) {
        this.bothWays = bothWays;
    }

    @Override
    public Optional<QdiscOptions> read(TcContext context, Arguments arguments, String device) {
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (bothWays || !word.equals("handle")) {
                throw TcContext.complaint(
                        "What is \"" + word + "\"?\nUsage: ... " + (bothWays ? "clsact" : "ingress") + "\n");
            }
            arguments.next();
        }
        return Optional.empty();
    }
}
