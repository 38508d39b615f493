package dev.vethlab.tool.ip.rule;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.Rules;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;

/** Whose rules a command is about: IPv4's, IPv6's, or those of multicast routing ({@code do_multirule}). */
enum RuleFamily {
    INET,
    INET6,
    MULTICAST,
    /** One that has no rules. */
    NONE;

    /** What is asked for before the object, and by its name. */
    static RuleFamily of(IpContext context, boolean multicast) {
        AddressFamily family = context.options().family();
        boolean inet = family == AddressFamily.UNSPEC || family == AddressFamily.INET;
        if (multicast) {
            if (!inet) {
                throw ExitException.err(
                        ExitException.FAILURE, "ip mrule of the family " + family.word() + " is not simulated\n");
            }
            return MULTICAST;
        }
        return inet ? INET : family == AddressFamily.INET6 ? INET6 : NONE;
    }

    /** Requests about them. */
    Rules rules(IpContext context) {
        return switch (this) {
            case INET6 ->
                Rules.ofIpv6(context.namespace().net(), context.namespace().fib());
            case MULTICAST ->
                Rules.ofMulticast(context.namespace().net(), context.namespace().fib());
            default -> new Rules(context.namespace().net(), context.namespace().fib());
        };
    }

    /** The family that prefixes have to be of. */
    AddressFamily ofPrefixes(IpContext context) {
        return this == INET6 ? AddressFamily.INET6 : context.options().family();
    }

    /** Ends a command to list rules that there cannot be. */
    ExitException noDump(IpContext context) {
        KernelException refusal = new KernelException(Errno.EAFNOSUPPORT);
        context.process().refused(refusal);
        return ExitException.returned(ExitException.words(refusal) + "Dump terminated\n");
    }

    /** Ends a command to change rules that there cannot be. */
    ExitException noChange(IpContext context) {
        return context.refused(new KernelException(Errno.EAFNOSUPPORT, "Rule family not supported"));
    }
}
