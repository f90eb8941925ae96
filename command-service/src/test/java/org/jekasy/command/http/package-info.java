@NullMarked
package org.jekasy.command.http;

import org.jspecify.annotations.NullMarked;
