/** The whole lab as one document, and the catalogue of ready-made labs. */
@NullMarked
package dev.vethlab.web.topology;

import org.jspecify.annotations.NullMarked;
