/**
 * Routing: tables, rules, next hops, lookups, source validation, and the routes that follow from addresses and from the
 * state of devices (net/ipv4/fib_frontend.c, fib_semantics.c, fib_trie.c, fib_rules.c, nexthop.c, route.c).
 */
@NullMarked
package dev.vethlab.kernel.route;

import org.jspecify.annotations.NullMarked;
