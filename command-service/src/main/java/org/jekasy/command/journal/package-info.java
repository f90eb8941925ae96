/** The journal: every entry once, in commit order, in PostgreSQL. */
@NullMarked
package org.jekasy.command.journal;

import org.jspecify.annotations.NullMarked;
