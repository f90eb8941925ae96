package org.jekasy.season;

import org.jekasy.language.LotId;

/** One ticket of a weighing book: whose fruit, how much of it, in how many crates or sacks; the minute of the day; the lot it becomes. */
record Weighing(Grower grower, String ticket, LotId lot, long grams, int pieces, int minute) {}
