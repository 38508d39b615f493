package dev.vethlab.tool.bridge;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.LinkInfo;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Optional;

/** {@code bridge vni} ({@code do_vni}): the networks that VXLAN devices filter, which none here does. */
final class VniCommand implements BridgeCommand {

    private static final String USAGE = """
            Usage: bridge vni { add | del } vni VNI
            \t\t[ { group | remote } IP_ADDRESS ]
            \t\t[ dev DEV ]
                   bridge vni { show }

            Where:\tVNI\t:= 0-16777215
            """;

    @Override
    public int run(BridgeContext context, Arguments arguments) {
        context.ip().devices().askForAll();
        String word = arguments.hasNext() ? arguments.next() : "show";
        return switch (word) {
            case "show", "lst", "list" -> show(context.ip(), arguments);
            case "add", "delete" -> throw change(arguments);
            case "help" -> throw ExitException.usage(USAGE);
            default -> throw ExitException.usage("Command \"" + word + "\" is unknown, try \"bridge vni help\".\n");
        };
    }

    private static ExitException change(Arguments arguments) {
        boolean complete = arguments.rest().contains("dev");
        return complete
                ? ExitException.err(ExitException.FAILURE, "bridge vni: changes are not simulated\n")
                : ExitException.returned("Device and VNI ID are required arguments.\n");
    }

    private static int show(IpContext context, Arguments arguments) {
        Optional<String> wanted = Optional.empty();
        while (arguments.hasNext()) {
            if (arguments.next().equals("dev")) {
                String name = arguments.next();
                if (wanted.isPresent()) {
                    throw ExitException.duplicate("dev", name);
                }
                wanted = Optional.of(name);
            }
        }
        Optional<KernelException> refusal = wanted.flatMap(name -> refusal(context, name));
        Output output = context.output();
        output.begin();
        output.text(String.format("%-16s  %-15s  %-15s%n", "dev", "vni", "group/remote"));
        if (refusal.isPresent()) {
            context.process().refused(refusal.get());
            throw ExitException.err(ExitException.FAILURE, ExitException.words(refusal.get()) + "Dump ternminated\n");
        }
        output.end();
        return 0;
    }

    /** Only a VXLAN device can be asked ({@code vxlan_vnifilter_dump}). */
    private static Optional<KernelException> refusal(IpContext context, String name) {
        int index = context.devices().indexOf(name);
        if (index == 0) {
            throw ExitException.returned("Cannot find device \"" + name + "\"\n");
        }
        Optional<NetDevice> device = context.namespace().net().devices().byIndex(index);
        boolean vxlan = device.map(found -> new Links(context.namespace().net()).info(found))
                .map(LinkInfo::kind)
                .filter("vxlan"::equals)
                .isPresent();
        return vxlan
                ? Optional.empty()
                : Optional.of(new KernelException(Errno.EINVAL, "The device is not a vxlan device"));
    }
}
