/** Lots: the page of one and the list of many. */
@NullMarked
package org.jekasy.query.lot;

import org.jspecify.annotations.NullMarked;
