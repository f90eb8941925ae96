/** What the running service knows of its backups. They are made beside it. */
@NullMarked
package org.jekasy.command.backup;

import org.jspecify.annotations.NullMarked;
