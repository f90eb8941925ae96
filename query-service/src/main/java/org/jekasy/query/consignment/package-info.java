/** What is on its way, what arrived, and what does not match. */
@NullMarked
package org.jekasy.query.consignment;

import org.jspecify.annotations.NullMarked;
