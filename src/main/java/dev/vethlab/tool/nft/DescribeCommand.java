package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.FibSelector;
import dev.vethlab.kernel.netfilter.nftables.HashSelector;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NumberSelector;
import dev.vethlab.kernel.netfilter.nftables.RouteKey;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.TcpOption;
import java.util.Optional;

/** {@code nft describe}: of what type something is, and which names its values have ({@code do_command_describe}). */
final class DescribeCommand {

    private final Input input;
    private final Session session;

    DescribeCommand(Input input, Session session) {
        this.input = input;
        this.session = session;
    }

    void read() throws SyntaxException {
        Selectors selectors = new Selectors(input);
        String text;
        if (selectors.isNext()) {
            Selector selector = selectors.read();
            int bits = selector.type() == DataType.BOOLEAN ? 1 : selector.type().bits();
            text = expression(selector) + " expression, " + TypeDescription.text(selector.type(), bits);
        } else {
            String word = input.string().text();
            text = named(word)
                    .map(type -> TypeDescription.text(type, lengthAlone(type)))
                    .orElse("symbol expression, datatype invalid (invalid)");
        }
        if (session.live()) {
            session.out().append(text);
        }
    }

    private static Optional<DataType> named(String word) {
        for (DataType type : DataType.values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Of a type alone; integers and strings have no length of their own. */
    private static int lengthAlone(DataType type) {
        return switch (type) {
            case INTEGER, STRING -> 0;
            case BOOLEAN -> 1;
            default -> type.bits();
        };
    }

    private static String expression(Selector selector) {
        if (selector instanceof MetaKey) {
            return "meta";
        }
        if (selector instanceof CtKey) {
            return "ct";
        }
        if (selector instanceof FibSelector) {
            return "fib";
        }
        if (selector instanceof NumberSelector) {
            return "numgen";
        }
        if (selector instanceof HashSelector) {
            return "hash";
        }
        if (selector instanceof RouteKey) {
            return "rt";
        }
        return selector instanceof TcpOption ? "exthdr" : "payload";
    }
}
