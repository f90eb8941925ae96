/** Pallets and containers and what is in them. */
@NullMarked
package org.jekasy.query.unit;

import org.jspecify.annotations.NullMarked;
