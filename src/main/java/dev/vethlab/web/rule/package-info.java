/** Routing rules, as ip rule knows them. */
@NullMarked
package dev.vethlab.web.rule;

import org.jspecify.annotations.NullMarked;
