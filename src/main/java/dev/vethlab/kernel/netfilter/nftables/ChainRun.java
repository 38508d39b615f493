package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.trace.DropReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A packet's way through a base chain and the chains that it jumps to ({@code nft_do_chain}). */
public final class ChainRun {

    private static final String FUNCTION = "nft_do_chain";
    private static final int DEEPEST = 16;

    private final Chain start;
    private final BaseChain base;
    private final Evaluation evaluation;
    private final Chain[] backChains = new Chain[DEEPEST];
    private final int[] backRules = new int[DEEPEST];
    private int depth;
    private @Nullable Rule decisive;

    public ChainRun(Chain start, BaseChain base, Evaluation evaluation) {
        this.start = start;
        this.base = base;
        this.evaluation = evaluation;
    }

    /** Runs to the end; a packet that is dropped has been reported. */
    public HookVerdict run() {
        Verdict.Kind end = decide();
        if (end != Verdict.Kind.DROP) {
            if (PacketTrace.isOn(evaluation.skb)) {
                trace(end);
            }
            return end == Verdict.Kind.STOLEN ? HookVerdict.STOLEN : HookVerdict.ACCEPT;
        }
        Drops.drop(evaluation.skb, DropReason.NETFILTER_DROP, FUNCTION, explanation(Verdict.Kind.DROP), List.of());
        return HookVerdict.DROP;
    }

    private Verdict.Kind decide() {
        Chain chain = start;
        int next = 0;
        while (true) {
            if (next >= chain.rules().size()) {
                if (depth == 0) {
                    return policy();
                }
                depth--;
                chain = backChains[depth];
                next = backRules[depth];
                continue;
            }
            Rule rule = chain.rules().get(next++);
            if (!decides(rule)) {
                continue;
            }
            Verdict verdict = evaluation.verdict;
            switch (verdict.kind()) {
                case ACCEPT, DROP, STOLEN -> {
                    decisive = rule;
                    return verdict.kind();
                }
                case RETURN -> next = Integer.MAX_VALUE;
                case JUMP, GOTO -> {
                    if (verdict.kind() == Verdict.Kind.JUMP && depth < DEEPEST) {
                        backChains[depth] = chain;
                        backRules[depth++] = next;
                    }
                    chain = verdict.chain() == null ? chain : verdict.chain();
                    next = 0;
                }
                default -> {}
            }
        }
    }

    private boolean decides(Rule rule) {
        List<Statement> statements = rule.statements();
        for (int i = 0; i < statements.size(); i++) {
            Statement.Outcome outcome = statements.get(i).run(evaluation);
            if (outcome != Statement.Outcome.NEXT) {
                return outcome == Statement.Outcome.DECIDED;
            }
        }
        return false;
    }

    private Verdict.Kind policy() {
        base.count(evaluation.length());
        return base.drops() ? Verdict.Kind.DROP : Verdict.Kind.ACCEPT;
    }

    private String explanation(Verdict.Kind end) {
        String place =
                "table " + start.table().family().word() + " " + start.table().name() + ", chain " + start.name()
                        + " (hook " + base.hookWord() + ", priority " + base.priority() + "): ";
        Rule rule = decisive;
        if (rule == null) {
            return place + "no rule decides; the policy is " + (base.drops() ? "drop" : "accept");
        }
        String in = rule.chain() == start ? "" : "in chain " + rule.chain().name() + ", ";
        return place + in + "the rule \"" + rule.description() + "\" (handle " + rule.handle() + ") "
                + switch (end) {
                    case DROP -> "drops it";
                    case STOLEN -> "takes it";
                    default -> "accepts it";
                }
                + evaluation.remark;
    }

    private void trace(Verdict.Kind end) {
        PacketTrace.add(
                evaluation.skb,
                FUNCTION,
                end == Verdict.Kind.STOLEN
                        ? dev.vethlab.kernel.trace.Verdict.FORWARD
                        : dev.vethlab.kernel.trace.Verdict.ACCEPT,
                explanation(end));
    }
}
