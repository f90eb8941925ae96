@NullMarked
package org.jekasy.label.printer;

import org.jspecify.annotations.NullMarked;
