/** Lists in pages: the page that a client asks for, and the token of the next one. */
@NullMarked
package dev.vethlab.web.page;

import org.jspecify.annotations.NullMarked;
