package org.jekasy.command.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code notes}: the file in which whoever backs up notes when ({@code backup=}, {@code drill=} and an ISO 8601 time); without it nobody knows. */
@ConfigurationProperties("backup")
public record BackupProperties(@Nullable Path notes) {}
