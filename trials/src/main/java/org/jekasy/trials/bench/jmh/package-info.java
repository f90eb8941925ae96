/** Single functions under JMH, where a whole run would hide them: {@code ./ledger bench --jmh}. */
@NullMarked
package org.jekasy.trials.bench.jmh;

import org.jspecify.annotations.NullMarked;
