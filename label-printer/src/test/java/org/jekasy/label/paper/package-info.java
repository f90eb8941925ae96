@NullMarked
package org.jekasy.label.paper;

import org.jspecify.annotations.NullMarked;
