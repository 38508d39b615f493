package dev.vethlab.tool.ip.genetlink;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;

/**
 * An object whose module the kernel does not have: whatever is asked, its family is looked for first ({@code genl_init_handle}).
 *
 * @param usage what it prints without a word, and for {@code help}
 */
public record AbsentFamilyCommand(String usage) implements IpCommand {

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext() || arguments.takeMatching("help")) {
            throw ExitException.usage(usage);
        }
        KernelException absent = new KernelException(Errno.ENOENT);
        context.process().refused(absent);
        throw ExitException.err(ExitException.FAILURE, ExitException.words(absent) + "Error talking to the kernel\n");
    }
}
