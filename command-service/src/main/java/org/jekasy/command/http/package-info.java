/** The doors of the ledger: what is sent is read, whoever acts is named, the answer is a receipt or a problem in French or English. */
@NullMarked
package org.jekasy.command.http;

import org.jspecify.annotations.NullMarked;
