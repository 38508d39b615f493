package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.rtnetlink.LinkInfo;
import dev.vethlab.kernel.rtnetlink.Links;
import java.util.List;
import java.util.Optional;

/** Which links are shown ({@code struct link_filter}). */
public final class LinkFilter {

    /** The index of the one device wanted; 0 for all. */
    public int index;

    public boolean up;

    /** The group wanted, -1 for all. */
    public int group = -1;

    /** The index of the master wanted, 0 for all, -1 for those without one. */
    public int master;

    public Optional<String> kind = Optional.empty();
    public Optional<String> slaveKind = Optional.empty();

    /** Whether labels of addresses are asked for: then no link is shown. */
    public boolean label;

    /** Whether a link is one of those wanted. */
    public boolean accepts(LinkInfo link) {
        return (index == 0 || index == link.index())
                && (!up || link.has(DeviceFlags.IFF_UP))
                && (group == -1 || group == link.group())
                && acceptsMaster(link)
                && kind.map(wanted -> wanted.equals(link.kind())).orElse(true)
                && slaveKind
                        .map(wanted -> Optional.of(wanted).equals(link.masterKind()))
                        .orElse(true);
    }

    private boolean acceptsMaster(LinkInfo link) {
        return master <= 0 || link.master().orElse(0) == master;
    }

    /** The links that the kernel dumps: those that it leaves out of its own accord are missing ({@code link_dump_filtered}). */
    public List<LinkInfo> dumped(Links links) {
        boolean byKind = kind.filter(links::knowsKind).isPresent();
        return links.dump().stream()
                .filter(link ->
                        acceptsMaster(link) && !(master == -1 && link.master().isPresent()))
                .filter(link -> !byKind || kind.get().equals(link.kind()))
                .toList();
    }
}
