/** Mass balance: in, out, stock and losses of a lot, a run, a party, a season. */
@NullMarked
package org.jekasy.query.balance;

import org.jspecify.annotations.NullMarked;
