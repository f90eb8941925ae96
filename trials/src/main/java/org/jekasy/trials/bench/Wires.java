package org.jekasy.trials.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One connection for each caller. */
final class Wires implements AutoCloseable {
    private final List<Wire> wires = new ArrayList<>();

    Wires(int port, int callers) throws IOException {
        for (int n = 0; n < callers; n++) {
            wires.add(new Wire(port));
        }
    }

    Wire of(int caller) {
        return wires.get(caller);
    }

    @Override
    public void close() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }
}
