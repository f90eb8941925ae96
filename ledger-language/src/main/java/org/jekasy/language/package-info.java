/** The words of the trade: what happened (events), to what (value types), how many grams moved and what came from what. */
@NullMarked
package org.jekasy.language;

import org.jspecify.annotations.NullMarked;
