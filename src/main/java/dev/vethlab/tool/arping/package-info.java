/**
 * {@code arping}: asks a station on the link for its address, looks for duplicates, announces one's own (iputils 20221126,
 * arping.c).
 */
@NullMarked
package dev.vethlab.tool.arping;

import org.jspecify.annotations.NullMarked;
