package org.jekasy.query.recall;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;

/** All recalls, newest first. */
public record RecallList(long position, List<Line> recalls) {
    /** One recall, whether it is open, and how many lots it reaches. */
    public record Line(
            RecallId recall, String hazard, RecallClass recallClass, Instant openedAt, boolean open, long lots) {}
}
