package org.jekasy.query.read;

import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of PostgreSQL for questions about given lots, runs or entries: planned once, and for tables of any size. A plan is made when little is known of
 * the tables, often while they are empty, and is kept as long as the connection: it must not read a whole table that is small now, nor set one aside in
 * memory to go through it again and again.
 */
final class ByTheIndexes {
    static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "plan_cache_mode", "force_generic_plan",
            "enable_seqscan", "off",
            "enable_hashjoin", "off",
            "enable_mergejoin", "off",
            "enable_material", "off"));

    private ByTheIndexes() {}
}
