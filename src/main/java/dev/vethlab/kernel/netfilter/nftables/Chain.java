package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of rules ({@code struct nft_chain}). */
public final class Chain {

    private static final int DEEPEST = 16;

    private final Table table;
    private final long handle;
    private String name;
    private @Nullable BaseChain base;
    private final List<Rule> rules = new ArrayList<>();

    /** What was written about it. */
    public String comment = "";

    /** How many rules and elements lead here. */
    public int users;

    Chain(Table table, String name, long handle, @Nullable BaseChain base) {
        this.table = table;
        this.name = name;
        this.handle = handle;
        this.base = base;
    }

    public Table table() {
        return table;
    }

    public String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }

    public long handle() {
        return handle;
    }

    /** What makes it a base chain; null for one that is only jumped to. */
    public @Nullable BaseChain base() {
        return base;
    }

    void setBase(@Nullable BaseChain newBase) {
        base = newBase;
    }

    public List<Rule> rules() {
        return rules;
    }

    /**
     * Whether all that is reached from here may stand at a hook ({@code nft_chain_validate}).
     *
     * @throws KernelException EOPNOTSUPP, or EMLINK where jumps go round in a circle
     */
    void validate(HookPoint point, BaseChain.Type type, int depth) throws KernelException {
        if (depth >= DEEPEST) {
            throw new KernelException(Errno.EMLINK);
        }
        for (Rule rule : rules) {
            for (Statement statement : rule.statements()) {
                Chain target = statement instanceof VerdictStatement decided
                        ? decided.verdict().chain()
                        : null;
                if (target != null) {
                    target.validate(point, type, depth + 1);
                } else {
                    statement.validate(point, type);
                }
            }
        }
    }
}
