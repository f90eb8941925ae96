/** The copy of the journal in Kafka. */
@NullMarked
package org.jekasy.command.relay;

import org.jspecify.annotations.NullMarked;
