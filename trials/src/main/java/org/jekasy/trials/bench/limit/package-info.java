/** Services that do nothing but answer: what a service of ours can at most reach on the same machine with the same server. */
@NullMarked
package org.jekasy.trials.bench.limit;

import org.jspecify.annotations.NullMarked;
