/** Who may read the pages: a token says whom it stands for, command-service says for which organisation that is. */
@NullMarked
package org.jekasy.query.identity;

import org.jspecify.annotations.NullMarked;
