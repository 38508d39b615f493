package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.cls.Classifier;
import dev.vethlab.kernel.sched.cls.Filter;
import dev.vethlab.kernel.sched.cls.FilterOptions;
import dev.vethlab.kernel.sched.cls.FilterRequest;
import dev.vethlab.kernel.sched.cls.Flower;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Optional;

/** {@code flower}: by fields (tc/f_flower.c). */
final class FlowerWords implements FilterWords {

    @Override
    public Optional<FilterOptions> read(
            TcContext context, Arguments arguments, FilterRequest request, Optional<String> handle) {
        handle.ifPresent(text -> request.handle =
                (int) Numbers.u32(text, 0).orElseThrow(() -> TcContext.complaint("Illegal \"handle\"\n")));
        return Optional.of(new FlowerReader(context, arguments, request.protocol).read());
    }

    @Override
    public void print(TcContext context, Classifier classifier, Filter filter) {
        new FlowerPrinter(context).print((Flower.Rule) filter);
    }
}
