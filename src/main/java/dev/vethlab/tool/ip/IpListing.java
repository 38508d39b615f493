package dev.vethlab.tool.ip;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.tool.Printed;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.IpOptionReader;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.link.LinkPrinter;
import java.util.List;

/**
 * What a command of {@code ip} lists, without the effects that running it has: no time passes, and no device is asked for by
 * itself.
 */
public final class IpListing {

    private IpListing() {}

    /** The lines that {@code ip WORDS} prints in a namespace, those that are empty left out; none where it fails. */
    public static List<String> lines(Kernel kernel, Namespace namespace, String... words) {
        Printed process = new Printed(kernel, namespace);
        Arguments arguments = new Arguments(List.of(words));
        try {
            IpOptionReader reader = new IpOptionReader(process, arguments, IpUsage.TEXT);
            IpContext context =
                    new IpContext(process, namespace, reader.options(), new Output(process, reader.options()));
            context.devices().remember();
            new Ip().command(context, arguments);
        } catch (ExitException failed) {
            return List.of();
        }
        return process.text()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * What {@code ip OPTIONS link} prints of one device, which is not asked for by itself: its carrier is not looked at.
     *
     * @param options such as {@code -d} and {@code -j}
     */
    public static String link(Kernel kernel, Namespace namespace, NetDevice device, String... options) {
        Printed process = new Printed(kernel, namespace);
        try {
            IpOptionReader reader = new IpOptionReader(process, new Arguments(List.of(options)), IpUsage.TEXT);
            Output output = new Output(process, reader.options());
            IpContext context = new IpContext(process, namespace, reader.options(), output);
            context.devices().remember();
            output.begin();
            output.openObject();
            new LinkPrinter(context, true, AddressFamily.PACKET).print(new Links(namespace.net()).info(device));
            output.closeObject();
            output.end();
        } catch (ExitException failed) {
            return "";
        }
        return process.text();
    }
}
