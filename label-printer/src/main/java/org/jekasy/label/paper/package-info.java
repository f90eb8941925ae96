/** Where everything stands on the label, and the three papers it is put on: PNG, SVG and PDF. */
@NullMarked
package org.jekasy.label.paper;

import org.jspecify.annotations.NullMarked;
