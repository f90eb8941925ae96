/** The page a scan opens, for people: one lot in words, no JavaScript, French and English. Never a grower's name, number or position. */
@NullMarked
package org.jekasy.query.page;

import org.jspecify.annotations.NullMarked;
