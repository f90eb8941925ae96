/** What a label says and where it comes from: one record of query-service per lot, and why a label is refused. */
@NullMarked
package org.jekasy.label.lot;

import org.jspecify.annotations.NullMarked;
