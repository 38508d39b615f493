/**
 * The program {@code nft}: its language read in, the rules changed in the kernel's transactions, and listed in exactly its text
 * (nftables 1.0.6).
 */
@NullMarked
package dev.vethlab.tool.nft;

import org.jspecify.annotations.NullMarked;
