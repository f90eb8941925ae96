package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** What a process makes beside its purpose. With a lot code it becomes a lot; without, it leaves the ledger here. */
public record ByProduct(@Nullable LotId lot, ProductCode product, Weight weight) {}
