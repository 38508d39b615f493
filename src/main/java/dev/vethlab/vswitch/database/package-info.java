/**
 * The database that says which bridges, ports and interfaces there are (ovsdb, vswitchd/vswitch.ovsschema): tables, rows, values of
 * columns with their constraints, read and written as texts. It knows nothing of what they are for.
 */
@NullMarked
package dev.vethlab.vswitch.database;

import org.jspecify.annotations.NullMarked;
