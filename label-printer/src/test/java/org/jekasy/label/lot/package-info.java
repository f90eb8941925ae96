@NullMarked
package org.jekasy.label.lot;

import org.jspecify.annotations.NullMarked;
