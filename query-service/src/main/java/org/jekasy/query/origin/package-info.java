/** Where the fruit of a lot grew, in grams and percent, exactly. */
@NullMarked
package org.jekasy.query.origin;

import org.jspecify.annotations.NullMarked;
