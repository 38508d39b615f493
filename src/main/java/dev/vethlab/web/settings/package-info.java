/** The service's configuration: limits and the lab that is ready at start. */
@NullMarked
package dev.vethlab.web.settings;

import org.jspecify.annotations.NullMarked;
