/** Recalls, and which lots a recall would reach. */
@NullMarked
package org.jekasy.query.recall;

import org.jspecify.annotations.NullMarked;
