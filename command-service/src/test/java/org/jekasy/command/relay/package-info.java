@NullMarked
package org.jekasy.command.relay;

import org.jspecify.annotations.NullMarked;
