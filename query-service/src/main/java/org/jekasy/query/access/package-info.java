/** Who belongs to which union, who lets whom see, and what waits for a second person. */
@NullMarked
package org.jekasy.query.access;

import org.jspecify.annotations.NullMarked;
