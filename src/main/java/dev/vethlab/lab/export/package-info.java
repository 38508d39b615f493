/** A lab in other forms: as a shell script, and as drawings and topology files of other programs. */
@NullMarked
package dev.vethlab.lab.export;

import org.jspecify.annotations.NullMarked;
