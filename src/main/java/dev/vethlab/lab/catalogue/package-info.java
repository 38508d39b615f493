/** Ready-made labs, each a script of plain command lines with a title, a text and what to try. */
@NullMarked
package dev.vethlab.lab.catalogue;

import org.jspecify.annotations.NullMarked;
