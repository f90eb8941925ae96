/** What came from what: back to the trees and forward to the market. */
@NullMarked
package org.jekasy.query.trace;

import org.jspecify.annotations.NullMarked;
