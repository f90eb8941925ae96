/** What the ledger survives: one trial a promise, each with a control that must fail. */
@NullMarked
package org.jekasy.trials.fault;

import org.jspecify.annotations.NullMarked;
