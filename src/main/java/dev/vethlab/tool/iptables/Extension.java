package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.Statement;
import java.util.List;

/**
 * A match or a target with its options.
 *
 * @param save as {@code -S} writes it, with its name in front
 * @param numeric as {@code -L -n} writes it, a blank in front
 * @param named as {@code -L} writes it, a blank in front
 * @param statements what it is in nf_tables
 */
record Extension(String name, String save, String numeric, String named, List<Statement> statements) {}
