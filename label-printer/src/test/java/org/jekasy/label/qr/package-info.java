@NullMarked
package org.jekasy.label.qr;

import org.jspecify.annotations.NullMarked;
