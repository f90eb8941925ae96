/** How fast the ledger is, each figure beside its physical limit, measured in one run on one machine. */
@NullMarked
package org.jekasy.trials.bench;

import org.jspecify.annotations.NullMarked;
