/** A whole ledger as processes that can be stopped, killed and started again one by one. */
@NullMarked
package org.jekasy.trials.rig;

import org.jspecify.annotations.NullMarked;
