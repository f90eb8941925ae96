/** The door: errors in two languages, parameters, waiting for one's own entry. */
@NullMarked
package org.jekasy.query.http;

import org.jspecify.annotations.NullMarked;
