package dev.vethlab.tool.ip.address;

import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.rtnetlink.AddressMessages;
import dev.vethlab.kernel.rtnetlink.LinkInfo;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.IpOptions;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.link.LinkFilter;
import dev.vethlab.tool.ip.link.LinkPrinter;
import java.util.List;
import java.util.Optional;

/** {@code ip address show} ({@code ipaddr_list_flush_or_save}). */
final class AddressShow {

    private final IpContext context;
    private final IpOptions options;
    private final Output out;
    private final AddressFilter filter;
    private final LinkFilter links;
    private final LinkPrinter linkPrinter;
    private final boolean packets;

    AddressShow(IpContext context, AddressFilter filter) {
        this.context = context;
        this.options = context.options();
        this.out = context.output();
        this.filter = filter;
        this.links = filter.links();
        this.linkPrinter = new LinkPrinter(context, false, filter.family());
        this.packets = filter.family() == AddressFamily.PACKET;
    }

    int run() {
        out.begin();
        Links all = new Links(context.namespace().net());
        if (filter.index() == 0) {
            List<LinkInfo> dump = links.dumped(all);
            context.devices().remember();
            dump.forEach(this::list);
        } else {
            Optional<NetDevice> device = context.namespace().net().devices().byIndex(filter.index());
            device.ifPresentOrElse(
                    found -> list(all.get(found)),
                    () -> context.err("RTNETLINK answers: No such device\nCannot send link request: No such device\n"));
        }
        out.end();
        return 0;
    }

    private void list(LinkInfo link) {
        List<Ifaddr> addresses = packets
                ? List.of()
                : new AddressMessages(
                                context.namespace().net(), context.namespace().inet())
                        .dump(link.index());
        if (!packets && !isListed(addresses) || links.group != -1 && links.group != link.group()) {
            return;
        }
        out.openObject();
        boolean withLink = options.brief() || !options.oneline() || packets;
        if (!withLink || links.accepts(link)) {
            boolean printed = withLink && !links.label;
            if (printed) {
                linkPrinter.print(link);
            }
            if (!packets) {
                printAddresses(link, addresses);
            }
            if (printed && options.showStatistics() && !options.brief()) {
                linkPrinter.printStatistics(link);
            }
        }
        out.closeObject();
    }

    /** {@code ipaddr_filter}: a link without addresses is listed unless a family is asked for. */
    private boolean isListed(List<Ifaddr> addresses) {
        if (addresses.isEmpty()) {
            return filter.family() == AddressFamily.UNSPEC;
        }
        return addresses.stream().anyMatch(filter::passes);
    }

    private void printAddresses(LinkInfo link, List<Ifaddr> addresses) {
        AddressPrinter printer = new AddressPrinter(context);
        out.openArray("addr_info");
        boolean wrongFamily = filter.family() != AddressFamily.UNSPEC && filter.family() != AddressFamily.INET;
        if (!wrongFamily && !(filter.up() && !link.has(DeviceFlags.IFF_UP))) {
            for (Ifaddr address : addresses) {
                out.openObject();
                if (filter.passes(address)) {
                    printer.print(address, options.oneline());
                }
                out.closeObject();
            }
        }
        out.closeArray();
        if (options.brief()) {
            out.newline();
        }
    }
}
