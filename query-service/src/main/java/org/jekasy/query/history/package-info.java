/** What happened to a lot, entry by entry, with what was corrected later still readable. */
@NullMarked
package org.jekasy.query.history;

import org.jspecify.annotations.NullMarked;
