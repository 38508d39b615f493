/** Who may do what: keys, tokens, roles, and whose a lab is. Without configuration everybody may do everything. */
@NullMarked
package dev.vethlab.web.security;

import org.jspecify.annotations.NullMarked;
