@NullMarked
package org.jekasy.command.axon;

import org.jspecify.annotations.NullMarked;
