/** Labs: made, listed, looked at, changed, copied, exported and deleted; and how a request finds the lab that it is about. */
@NullMarked
package dev.vethlab.web.lab;

import org.jspecify.annotations.NullMarked;
