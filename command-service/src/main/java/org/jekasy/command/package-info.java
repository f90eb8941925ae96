/** What writes the ledger: doors, rules, journal, relay. */
@NullMarked
package org.jekasy.command;

import org.jspecify.annotations.NullMarked;
