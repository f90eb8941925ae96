/** The one written form of the language: JSON, stable names with versions. */
@NullMarked
package org.jekasy.language.wire;

import org.jspecify.annotations.NullMarked;
