/** Codes of rolls: printed before there is a lot, bound to one when the sticker is on it, void when the roll is lost. */
@NullMarked
package org.jekasy.query.roll;

import org.jspecify.annotations.NullMarked;
