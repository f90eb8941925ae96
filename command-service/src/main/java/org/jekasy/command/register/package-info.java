/** Registers and weighing books as cooperatives keep them: spreadsheets become orders to the ledger, one answer a row. */
@NullMarked
package org.jekasy.command.register;

import org.jspecify.annotations.NullMarked;
