/** The command line: {@code label-printer sheet LOT… -o sheet.pdf}. */
@NullMarked
package org.jekasy.label.cli;

import org.jspecify.annotations.NullMarked;
