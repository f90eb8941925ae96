@NullMarked
package org.jekasy.command.journal;

import org.jspecify.annotations.NullMarked;
