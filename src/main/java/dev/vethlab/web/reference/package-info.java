/** What there is to know about sysctls, drop reasons and problems. */
@NullMarked
package dev.vethlab.web.reference;

import org.jspecify.annotations.NullMarked;
