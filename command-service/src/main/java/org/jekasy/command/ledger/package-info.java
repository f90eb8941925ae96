/** The rules: what may be recorded, decided on the history of exactly the lots concerned. Knows neither Axon nor a database nor HTTP. */
@NullMarked
package org.jekasy.command.ledger;

import org.jspecify.annotations.NullMarked;
