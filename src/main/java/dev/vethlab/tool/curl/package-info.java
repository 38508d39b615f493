/** The program {@code curl}, 7.88.1 as Debian 12 has it: HTTP without encryption, one transfer. */
@NullMarked
package dev.vethlab.tool.curl;

import org.jspecify.annotations.NullMarked;
