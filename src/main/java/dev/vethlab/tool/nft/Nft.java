package dev.vethlab.tool.nft;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.nftables.Ruleset;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.ArrayList;
import java.util.List;

/** The program {@code nft}. */
public final class Nft implements Program {

    private static final String VERSION = "nftables v1.0.6 (Lester Gooch #5)\n";

    @Override
    public String name() {
        return "nft";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        Options options = Options.read(arguments);
        if (!options.complaint().isEmpty()) {
            process.err(options.complaint());
            return 1;
        }
        if (options.version()) {
            process.out(VERSION);
            return 0;
        }
        if (options.help()) {
            process.out(Usage.TEXT);
            return 0;
        }
        if (options.fromInput()) {
            return run(process, process.input(), "/dev/stdin", options);
        }
        if (options.words().isEmpty()) {
            process.err(Usage.NO_COMMAND);
            return 1;
        }
        return run(process, String.join(" ", options.words()), "", options);
    }

    private static int run(Process process, String text, String file, Options options) {
        Ruleset ruleset = process.namespace().netfilter().ruleset();
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        TextStyle style = options.style()
                .naming(index -> process.namespace()
                        .net()
                        .devices()
                        .byIndex(index)
                        .map(NetDevice::name)
                        .orElse(""));
        List<SyntaxException> complaints = new ArrayList<>();
        try {
            List<Token> tokens = Lexer.read(text);
            Session form = new Session(process.namespace(), style, false, false, false, new StringBuilder(), err);
            carryOut(new Commands(new Input(tokens), form), complaints);
            if (complaints.isEmpty()) {
                Session live = new Session(process.namespace(), style, true, options.echo(), options.json(), out, err);
                carryOut(new Commands(new Input(tokens), live), complaints);
            }
        } catch (SyntaxException malformed) {
            complaints.add(malformed);
        }
        if (complaints.isEmpty() && !options.check()) {
            ruleset.commit();
            process.err(err);
            process.out(out);
            return 0;
        }
        ruleset.abort();
        for (SyntaxException complaint : complaints) {
            process.err(Complaint.text(complaint, text, file));
            if (complaint.isByKernel()) {
                process.refused(new KernelException(Errno.EINVAL, String.valueOf(complaint.getMessage())));
            }
        }
        return complaints.isEmpty() ? 0 : 1;
    }

    /**
     * The kernel looks at every command of a batch, and the form of all is read; the program itself stops at the first that it
     * does not understand.
     */
    private static void carryOut(Commands commands, List<SyntaxException> complaints) throws SyntaxException {
        while (commands.hasMore()) {
            try {
                commands.next();
            } catch (SyntaxException refusal) {
                if (refusal.isSyntax()) {
                    complaints.add(refusal);
                    if (commands.isInBraces()) {
                        commands.endOfFile().ifPresent(complaints::add);
                        return;
                    }
                    commands.recover();
                } else if (refusal.isByKernel()) {
                    complaints.add(refusal);
                    commands.skip();
                } else {
                    complaints.clear();
                    complaints.add(refusal);
                    return;
                }
            }
        }
    }
}
