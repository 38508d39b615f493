package dev.vethlab.tool.ip.listing;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.ipv4.Membership;
import dev.vethlab.kernel.rtnetlink.MulticastAddresses;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.ArrayList;
import java.util.List;

/** What {@code ip maddress show} prints ({@code print_mlist}). */
final class MaddressList {

    /** One line. */
    private record Line(boolean link, String family, String address, int users, boolean isStatic) {}

    private final IpContext context;
    private final Output output;
    private final String only;
    private final MulticastAddresses addresses;

    MaddressList(IpContext context, String only) {
        this.context = context;
        this.output = context.output();
        this.only = only;
        this.addresses = new MulticastAddresses(context.namespace().net());
    }

    void print() {
        output.begin();
        for (NetDevice device : context.namespace().net().devices().all()) {
            List<Line> lines = only.isEmpty() || only.equals(device.name()) ? lines(device) : List.of();
            if (lines.isEmpty()) {
                continue;
            }
            if (context.options().oneline()) {
                lines.forEach(line -> block(device, List.of(line)));
            } else {
                block(device, lines);
            }
        }
        output.end();
    }

    private boolean shows(AddressFamily family) {
        AddressFamily wanted = context.options().family();
        return wanted == AddressFamily.UNSPEC || wanted == family;
    }

    private List<Line> lines(NetDevice device) {
        List<Line> lines = new ArrayList<>();
        if (shows(AddressFamily.PACKET)) {
            addresses
                    .ofLink(device)
                    .forEach(each ->
                            lines.add(new Line(true, "", each.address().toString(), each.users(), each.isStatic())));
        }
        if (shows(AddressFamily.INET)) {
            for (Membership each : addresses.ofIpv4(device)) {
                lines.add(new Line(false, "inet", each.group().toString(), each.users(), false));
            }
        }
        if (shows(AddressFamily.INET6)) {
            addresses.ofIpv6(device).forEach(each -> lines.add(new Line(false, "inet6", each, 1, false)));
        }
        return lines;
    }

    private void block(NetDevice device, List<Line> lines) {
        output.openObject();
        output.number("ifindex", "%d:", device.index());
        output.string(Color.IFNAME, "ifname", "\t%s", device.name());
        output.lineBreak();
        output.openArray("maddr");
        lines.forEach(this::line);
        output.closeArray();
        output.closeObject();
    }

    private void line(Line line) {
        output.text("\t");
        output.openObject();
        if (line.link()) {
            output.text("link  ");
            output.string(Color.MAC, "link", "%s", line.address());
        } else {
            output.string("family", "%-5s ", line.family());
            output.string(line.family().equals("inet") ? Color.INET : Color.INET6, "address", "%s", line.address());
        }
        if (line.users() != 1) {
            output.number("users", " users %u", line.users());
        }
        if (line.isStatic()) {
            output.string("features", " %s", "static");
        }
        output.newline();
        output.closeObject();
    }
}
