/** What the operator sees of the service: figures, and which request and lab a line of the log is about. */
@NullMarked
package dev.vethlab.web.observation;

import org.jspecify.annotations.NullMarked;
