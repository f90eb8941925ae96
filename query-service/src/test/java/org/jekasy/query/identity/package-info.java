@NullMarked
package org.jekasy.query.identity;

import org.jspecify.annotations.NullMarked;
