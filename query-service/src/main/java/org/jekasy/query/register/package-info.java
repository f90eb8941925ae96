/** Organisations, places, producers and their codes. */
@NullMarked
package org.jekasy.query.register;

import org.jspecify.annotations.NullMarked;
