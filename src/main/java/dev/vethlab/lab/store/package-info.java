/** Where labs are kept between requests. */
@NullMarked
package dev.vethlab.lab.store;

import org.jspecify.annotations.NullMarked;
