/** QR codes that were read back before anybody sees them. */
@NullMarked
package org.jekasy.label.qr;

import org.jspecify.annotations.NullMarked;
