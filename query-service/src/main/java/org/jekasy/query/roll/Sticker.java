package org.jekasy.query.roll;

import org.jekasy.language.LotId;
import org.jspecify.annotations.Nullable;

/** A code of a roll as it was scanned, how it stands, and the lot it stands for (BOUND only). */
public record Sticker(LotId code, CodeState state, @Nullable LotId lot) {}
