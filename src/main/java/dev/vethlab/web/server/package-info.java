/** The server underneath: how much of a request is read, how JSON is read, and that even what never reaches a controller is answered with a problem. */
@NullMarked
package dev.vethlab.web.server;

import org.jspecify.annotations.NullMarked;
