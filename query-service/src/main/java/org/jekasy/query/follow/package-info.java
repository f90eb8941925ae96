/** Following the ledger: reads the topic in order, hands each entry to every projection, and keeps count in the same transaction. */
@NullMarked
package org.jekasy.query.follow;

import org.jspecify.annotations.NullMarked;
