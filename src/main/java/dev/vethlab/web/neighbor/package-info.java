/** Neighbours, as ip neigh knows them. */
@NullMarked
package dev.vethlab.web.neighbor;

import org.jspecify.annotations.NullMarked;
