/** Settings under /proc/sys of a namespace. */
@NullMarked
package dev.vethlab.web.sysctl;

import org.jspecify.annotations.NullMarked;
