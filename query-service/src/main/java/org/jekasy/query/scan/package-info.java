/** What a scanned code is and what may be done with it. */
@NullMarked
package org.jekasy.query.scan;

import org.jspecify.annotations.NullMarked;
