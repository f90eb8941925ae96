/** The ledger on Axon: every command is decided on the history of what it concerns, and recorded only if nothing came between. */
@NullMarked
package org.jekasy.command.axon;

import org.jspecify.annotations.NullMarked;
