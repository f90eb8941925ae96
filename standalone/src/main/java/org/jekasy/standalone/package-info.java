/** The whole ledger on one machine: the three services in one JVM, PostgreSQL and Kafka as processes beside it. */
@NullMarked
package org.jekasy.standalone;

import org.jspecify.annotations.NullMarked;
