/** What needs the whole system to be tried: how fast it is beside its limits, and what it survives. */
@NullMarked
package org.jekasy.trials;

import org.jspecify.annotations.NullMarked;
