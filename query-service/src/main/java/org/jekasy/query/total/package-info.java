/** Sums of a territory, for its commune, cercle or region: never a person, never a single lot. */
@NullMarked
package org.jekasy.query.total;

import org.jspecify.annotations.NullMarked;
