/** Grams by lot and account, and what each party holds. */
@NullMarked
package org.jekasy.query.stock;

import org.jspecify.annotations.NullMarked;
