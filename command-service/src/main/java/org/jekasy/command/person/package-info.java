/**
 * Who stands behind a producer's number: name, telephone, photo, exact position of an orchard, and what the person agreed to. Kept by the producer's
 * organisation in the schema {@code persons} beside the journal, and never in an event, a log, a label or an export of the ledger.
 */
@NullMarked
package org.jekasy.command.person;

import org.jspecify.annotations.NullMarked;
