package org.jekasy.label.http;

import java.util.Set;

/** By which names the station is opened, besides those that can only be of one's own network. */
public record StationNames(Set<String> own) {
    public StationNames {
        own = Set.copyOf(own);
    }
}
