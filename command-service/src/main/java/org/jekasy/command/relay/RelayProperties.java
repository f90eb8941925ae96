package org.jekasy.command.relay;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the copy goes: Kafka's addresses ({@code host:port,…}) and the topic. */
@ConfigurationProperties("relay")
public record RelayProperties(String bootstrapServers, String topic) {}
