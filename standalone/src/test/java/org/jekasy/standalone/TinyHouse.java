package org.jekasy.standalone;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@link Standalone} with three tiny rooms instead of the services: what a test starts as a process of its own. */
final class TinyHouse {
    private TinyHouse() {}

    public static void main(String[] arguments) throws URISyntaxException, IOException {
        System.exit(Standalone.run(List.of(arguments), TinyHouse::rooms, _ -> new Empty()));
    }

    /** Tiny rooms show nothing. */
    private record Empty() implements Contents {
        @Override
        public List<Hint> bring(House house, Path data) {
            return List.of();
        }

        @Override
        public boolean check(House house, Path data) {
            return true;
        }
    }

    private static List<Room> rooms(House.Setting setting) {
        return List.of(
                room("first", setting.ports().commands(), setting),
                room("second", setting.ports().pages(), setting),
                room("third", setting.ports().labels(), setting));
    }

    private static Room room(String name, int port, House.Setting setting) {
        return new Room(
                name,
                TinyRoom.class,
                Map.of(
                        "server.port",
                        Integer.toString(port),
                        "spring.main.web-application-type",
                        "none",
                        "tiny.diary",
                        System.getProperty("tiny.diary", "target/tiny.diary"),
                        "tiny.url",
                        "jdbc:postgresql://127.0.0.1:" + setting.ports().postgres() + "/ledger",
                        "tiny.password",
                        setting.secrets().ledgerApp()));
    }
}
