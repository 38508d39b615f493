package dev.vethlab.kernel.route;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;
import java.util.function.Predicate;

/** Puts routes into tables and takes them out ({@code fib_table_insert}, {@code fib_table_delete}, {@code fib_flush}). */
final class FibChange {

    private final FibTables tables;
    private final FibInfos infos;
    private final Fib fib;

    FibChange(FibTables tables, FibInfos infos, Fib fib) {
        this.tables = tables;
        this.infos = infos;
        this.fib = fib;
    }

    /**
     * Adds or replaces a route, by {@link FibConfig#requestFlags()}.
     *
     * @throws KernelException EEXIST, ENOENT, or what {@link FibInfos#create} refuses
     */
    void insert(FibConfig config) throws KernelException {
        FibTable table = tables.findOrCreate(config.table());
        FibInfo info = infos.create(config);
        FibTrie.Leaf leaf = table.trie.leaf(
                config.destination().network().bits(), config.destination().length());
        int index = FibTrie.find(leaf, config.tos(), info.priority, table.id());
        FibAlias added = new FibAlias(config.destination(), table.id(), config.tos(), config.type(), info);
        if (leaf != null && index >= 0 && isSameKey(leaf.aliases[index], added)) {
            if (config.asks(FibConfig.EXCLUSIVE)) {
                throw new KernelException(Errno.EEXIST);
            }
            int behind = index;
            int match = -1;
            while (match < 0 && behind < leaf.aliases.length && isSameKey(leaf.aliases[behind], added)) {
                match = leaf.aliases[behind].type == added.type && leaf.aliases[behind].info == info ? behind : -1;
                behind++;
            }
            if (config.asks(FibConfig.REPLACE)) {
                replace(table, leaf, index, match, added);
                return;
            }
            if (match >= 0) {
                throw new KernelException(Errno.EEXIST);
            }
            if (config.asks(FibConfig.APPEND)) {
                index = behind < leaf.aliases.length && leaf.aliases[behind].table == table.id() ? behind : -1;
            }
        }
        if (!config.asks(FibConfig.CREATE)) {
            throw new KernelException(Errno.ENOENT);
        }
        infos.hold(info);
        table.trie.insert(added, index);
        table.defaultRoutes += config.destination().length() == 0 ? 1 : 0;
        fib.routeAdded(info);
        fib.tell(added, false);
    }

    private void replace(FibTable table, FibTrie.Leaf leaf, int index, int match, FibAlias added)
            throws KernelException {
        if (match == index) {
            return;
        }
        if (match >= 0) {
            throw new KernelException(Errno.EEXIST);
        }
        FibInfo dropped = leaf.aliases[index].info;
        infos.hold(added.info);
        table.trie.replace(leaf, index, added);
        infos.release(dropped);
        fib.routeAdded(added.info);
        fib.routeRemoved(dropped);
        fib.tell(added, false);
    }

    private static boolean isSameKey(FibAlias alias, FibAlias added) {
        return alias.table == added.table && alias.tos == added.tos && alias.info.priority == added.info.priority;
    }

    /**
     * Deletes the first route that fits.
     *
     * @throws KernelException ESRCH for none
     */
    void delete(FibConfig config) throws KernelException {
        FibTable table = tables.find(config.table());
        if (table == null) {
            throw new KernelException(Errno.ESRCH, "FIB table does not exist");
        }
        FibTrie.Leaf leaf = table.trie.leaf(
                config.destination().network().bits(), config.destination().length());
        int index = FibTrie.find(leaf, config.tos(), 0, table.id());
        for (int i = index; leaf != null && i >= 0 && i < leaf.aliases.length; i++) {
            FibAlias alias = leaf.aliases[i];
            if (alias.table != table.id() || alias.tos != config.tos()) {
                break;
            }
            if (RouteMatch.fits(config, alias)) {
                fib.tell(alias, true);
                remove(table, alias);
                return;
            }
        }
        throw new KernelException(Errno.ESRCH);
    }

    private void remove(FibTable table, FibAlias alias) {
        table.trie.remove(alias);
        table.defaultRoutes -= alias.prefix.length() == 0 ? 1 : 0;
        infos.release(alias.info);
        fib.routeRemoved(alias.info);
    }

    /** Deletes every route that has died, but for those that refuse ({@code fib_flush}). */
    void flushDead() {
        flush(alias -> alias.info.isDead() && !alias.type.isError());
    }

    /** Deletes every route that goes by a nexthop object. */
    void flush(Nexthop nexthop) {
        flush(alias -> alias.info.nexthop == nexthop);
    }

    /** Whether a route goes by a nexthop object. */
    boolean isUsed(Nexthop nexthop) {
        return tables.all().stream()
                .anyMatch(table -> table.routes().stream().anyMatch(alias -> alias.info.nexthop == nexthop));
    }

    private void flush(Predicate<FibAlias> doomed) {
        for (FibTable table : List.copyOf(tables.all())) {
            table.routes().stream().filter(doomed).forEach(alias -> remove(table, alias));
        }
    }
}
