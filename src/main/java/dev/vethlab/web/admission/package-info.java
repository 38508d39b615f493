/** Who is served when: requests in work and waiting are bounded, clients take turns, and each has its rate. */
@NullMarked
package dev.vethlab.web.admission;

import org.jspecify.annotations.NullMarked;
