@NullMarked
package org.jekasy.command.register;

import org.jspecify.annotations.NullMarked;
