@NullMarked
package org.jekasy.command;

import org.jspecify.annotations.NullMarked;
