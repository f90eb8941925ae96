package org.jekasy.query.recall;

import org.jekasy.language.LotId;

/**
 * What a recall of one lot would reach. The recall set is the lot and all that came of it; the suspect set begins one step back, with what
 * went into the lot: offered to be looked at, never held by itself.
 */
public record ReachPage(LotId lot, long position, Reach reach) {}
