/** The database of the pages: its pool, its schema, and how a page reads it. */
@NullMarked
package org.jekasy.query.read;

import org.jspecify.annotations.NullMarked;
