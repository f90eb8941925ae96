@NullMarked
package org.jekasy.label.station;

import org.jspecify.annotations.NullMarked;
