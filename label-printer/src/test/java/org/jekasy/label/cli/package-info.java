@NullMarked
package org.jekasy.label.cli;

import org.jspecify.annotations.NullMarked;
