/**
 * Labs in Redis or Valkey, for several instances of the service. A lab there is a hash (what it was made with, and the head
 * of its journal), a stream (the journal, an entry an operation, {@code NUMBER-0}) and, once the journal is long, a snapshot
 * (its older entries in one compressed value; a machine is never stored, it is what the journal leads to). All keys share
 * one hash tag. Whatever changes a lab is a script, so it happens whole or not at all, and a writer names the head that it
 * knows: who is late is told, and looks again.
 */
@NullMarked
package dev.vethlab.lab.store.redis;

import org.jspecify.annotations.NullMarked;
