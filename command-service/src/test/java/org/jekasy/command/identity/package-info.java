@NullMarked
package org.jekasy.command.identity;

import org.jspecify.annotations.NullMarked;
