@NullMarked
package org.jekasy.label;

import org.jspecify.annotations.NullMarked;
