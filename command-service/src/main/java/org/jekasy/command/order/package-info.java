/** How requests are written down while they wait, and how the same one is known again. */
@NullMarked
package org.jekasy.command.order;

import org.jspecify.annotations.NullMarked;
