/** {@code tracepath} as iputils 20221126 has it, for IPv4: the path, hop by hop, and its MTU (tracepath.c). */
@NullMarked
package dev.vethlab.tool.tracepath;

import org.jspecify.annotations.NullMarked;
