/** Printers that are reached over the network: where they may stand, how they are asked how they are, and sending. */
@NullMarked
package org.jekasy.label.printer;

import org.jspecify.annotations.NullMarked;
