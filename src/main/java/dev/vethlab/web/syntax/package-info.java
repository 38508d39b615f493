/** How words of requests must be written: names of interfaces and namespaces, addresses, prefixes. Knows no resource; what is well written may still be refused by the kernel. */
@NullMarked
package dev.vethlab.web.syntax;

import org.jspecify.annotations.NullMarked;
