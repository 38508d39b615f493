/** Names of hosts as programs of a lab resolve them: numbers in every form that {@code getaddrinfo} takes, and {@code localhost}. */
@NullMarked
package dev.vethlab.tool.hosts;

import org.jspecify.annotations.NullMarked;
