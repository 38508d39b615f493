/** Network namespaces, and how other resources find the one in their path. */
@NullMarked
package dev.vethlab.web.namespace;

import org.jspecify.annotations.NullMarked;
