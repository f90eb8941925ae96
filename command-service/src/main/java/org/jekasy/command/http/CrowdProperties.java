package org.jekasy.command.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How many requests are worked on at once, how many more may stand in line, and how long one stands there before it is sent away. */
@ConfigurationProperties("crowd")
record CrowdProperties(
        @DefaultValue("128") int atOnce,
        @DefaultValue("256") int inLine,
        @DefaultValue("1s") Duration patience) {}
