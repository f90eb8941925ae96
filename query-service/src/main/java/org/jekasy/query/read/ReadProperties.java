package org.jekasy.query.read;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the pages are kept: a PostgreSQL database of their own (JDBC address, user, password) and how many connections may be open. */
@ConfigurationProperties("read")
public record ReadProperties(
        String url,
        String user,
        String password,
        @DefaultValue("10") int connections) {}
