/** What is printed on a label. */
@NullMarked
package org.jekasy.query.label;

import org.jspecify.annotations.NullMarked;
