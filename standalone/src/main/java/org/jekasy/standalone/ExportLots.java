package org.jekasy.standalone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The lots a station packed: what a label is for. Found as anybody finds them, in the list of lots. */
final class ExportLots {
    private ExportLots() {}

    /** The newest packed lots nobody has stopped, at most so many. */
    static List<String> newest(Visitor visitor, int most) throws IOException, InterruptedException, NotAsExpected {
        List<String> packed = new ArrayList<>();
        String after = "";
        do {
            JsonNode list = visitor.page("/lots?held=false&recalled=false&limit=200" + after);
            for (JsonNode line : list.path("lots")) {
                String lot = line.path("lot").stringValue("");
                boolean there = !line.path("state").stringValue("").equals("VOIDED");
                if (there && isPacked(visitor.page("/lots/" + lot)) && packed.size() < most) {
                    packed.add(lot);
                }
                if (packed.size() == most) {
                    return packed;
                }
            }
            String next = list.path("next").stringValue("");
            after = next.isEmpty() ? "" : "&after=" + Visitor.parameter(next);
        } while (!after.isEmpty());
        return packed;
    }

    private static boolean isPacked(JsonNode lot) {
        return lot.path("made").path("how").stringValue("").equals("PACKING");
    }
}
