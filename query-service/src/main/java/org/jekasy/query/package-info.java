/** The query service: follows the ledger, keeps what it says in tables, and answers with pages. */
@NullMarked
package org.jekasy.query;

import org.jspecify.annotations.NullMarked;
