/**
 * The programs {@code iptables}, {@code iptables-save}, {@code iptables-restore} and their IPv6 forms: rules in the words of iptables,
 * kept as rules of nf_tables (iptables 1.8.9, the variant over nf_tables).
 */
@NullMarked
package dev.vethlab.tool.iptables;

import org.jspecify.annotations.NullMarked;
