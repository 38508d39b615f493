package dev.vethlab.kernel.netfilter.nftables;

import org.jspecify.annotations.Nullable;

/**
 * What a rule decides.
 *
 * @param chain where a jump goes
 */
public record Verdict(Kind kind, @Nullable Chain chain) {

    /** {@code NF_ACCEPT}, {@code NFT_JUMP} and their like. */
    public enum Kind {
        ACCEPT,
        DROP,
        CONTINUE,
        RETURN,
        JUMP,
        GOTO,
        /** Somebody else has the packet from here on; no rule is written so, statements decide it ({@code NF_STOLEN}). */
        STOLEN
    }

    public static Verdict of(Kind kind) {
        return new Verdict(kind, null);
    }

    /** As {@code nft} writes it. */
    public String text() {
        String word = kind.name().toLowerCase(java.util.Locale.ROOT);
        return chain == null ? word : word + " " + chain.name();
    }

    /** Whether nothing of the rule comes after it. */
    public boolean isTerminal() {
        return kind != Kind.CONTINUE;
    }
}
