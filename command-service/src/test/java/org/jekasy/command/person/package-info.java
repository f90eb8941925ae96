@NullMarked
package org.jekasy.command.person;

import org.jspecify.annotations.NullMarked;
