/** Routes, as ip route knows them. */
@NullMarked
package dev.vethlab.web.route;

import org.jspecify.annotations.NullMarked;
