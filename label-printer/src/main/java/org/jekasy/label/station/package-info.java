/** The packing station: orders to its printers, kept on disk until somebody knows what became of them. */
@NullMarked
package org.jekasy.label.station;

import org.jspecify.annotations.NullMarked;
