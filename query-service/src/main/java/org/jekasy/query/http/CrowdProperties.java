package org.jekasy.query.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How many readers are served at once, how many more may stand in line, and how long one stands there before being sent away. */
@ConfigurationProperties("crowd")
record CrowdProperties(
        @DefaultValue("64") int atOnce,
        @DefaultValue("128") int inLine,
        @DefaultValue("1s") Duration patience) {}
