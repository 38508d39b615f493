package dev.vethlab.tool.ip.grammar;

/** What stands behind an object of {@code ip}, as {@code address} or {@code route} ({@code do_ipaddr}, {@code do_iproute}). */
@FunctionalInterface
public interface IpCommand {

    /**
     * Runs a command to its end.
     *
     * @param arguments the words behind the object
     * @return the exit code of the program: 0, 1 where the C function returns -1, 2 where it returns -2
     * @throws ExitException where the C function calls {@code exit}, or wherever it is easier to leave
     */
    int run(IpContext context, Arguments arguments);
}
