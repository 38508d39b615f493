package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.Family;

/**
 * A table as it is named in a command.
 *
 * @param at where its name stands
 */
record TableName(Family family, String name, Span at) {

    /** {@code [FAMILY] NAME}. */
    static TableName read(Input input) throws SyntaxException {
        Family family = family(input);
        Token name = input.name();
        return new TableName(family, name.text(), name.span());
    }

    /** A family, {@code ip} where none is named. */
    static Family family(Input input) {
        Token token = input.peek();
        if (token.kind() == Token.Kind.WORD) {
            Family named = Family.of(token.text()).orElse(null);
            if (named != null) {
                input.next();
                return named;
            }
        }
        return Family.IP;
    }
}
