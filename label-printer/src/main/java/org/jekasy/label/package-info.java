/** Labels with QR codes: the service and the command line. Speaks HTTP with query-service and knows no event. */
@NullMarked
package org.jekasy.label;

import org.jspecify.annotations.NullMarked;
