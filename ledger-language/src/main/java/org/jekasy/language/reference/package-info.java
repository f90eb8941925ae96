/** The reference tables of the trade: communes, products, varieties, ports and words, with the nearest known word to a mistyped one. */
@NullMarked
package org.jekasy.language.reference;

import org.jspecify.annotations.NullMarked;
