package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.NetemOptions;
import dev.vethlab.kernel.sched.QdiscOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Optional;

/** {@code netem} (tc/q_netem.c). */
final class NetemWords implements QdiscWords {

    @Override
    public Optional<QdiscOptions> read(TcContext context, Arguments arguments, String device) {
        return Optional.of(new NetemReader(context, arguments, device).read());
    }

    @Override
    public void print(TcContext context, QdiscOptions options) {
        new NetemPrinter(context, (NetemOptions) options).print();
    }
}
