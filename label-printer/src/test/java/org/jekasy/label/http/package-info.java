@NullMarked
package org.jekasy.label.http;

import org.jspecify.annotations.NullMarked;
