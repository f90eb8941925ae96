package org.jekasy.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the machine has left, in bytes. Memory is unknown where there is no {@code /proc}. */
record Machine(long freeDisk, OptionalLong freeMemory) {
    private static final long GIBIBYTE = 1L << 30;

    /** PostgreSQL's first 50 MB, Kafka's segments and a season fit well below; under it, a full disk is near. */
    static final long DISK_NEEDED = GIBIBYTE;

    /** What the running ledger was measured to need, with room for a large import. */
    static final long MEMORY_NEEDED = 900L << 20;

    static Machine seenFrom(Path folder) throws IOException {
        return new Machine(Files.getFileStore(folder).getUsableSpace(), availableMemory());
    }

    private static OptionalLong availableMemory() throws IOException {
        Path info = Path.of("/proc/meminfo");
        if (!Files.isReadable(info)) {
            return OptionalLong.empty();
        }
        OptionalLong machine = OptionalLong.empty();
        for (String line : Files.readAllLines(info)) {
            if (line.startsWith("MemAvailable:")) {
                machine = OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) << 10);
            }
        }
        OptionalLong allowed = leftInControlGroup();
        if (machine.isPresent() && allowed.isPresent()) {
            return OptionalLong.of(Math.min(machine.getAsLong(), allowed.getAsLong()));
        }
        return machine.isPresent() ? machine : allowed;
    }

    /** A container sees the host's memory in /proc/meminfo, but is killed at its own limit. */
    private static OptionalLong leftInControlGroup() throws IOException {
        Path limit = Path.of("/sys/fs/cgroup/memory.max");
        Path used = Path.of("/sys/fs/cgroup/memory.current");
        if (!Files.isReadable(limit) || !Files.isReadable(used)) {
            return OptionalLong.empty();
        }
        String max = Files.readString(limit).strip();
        if (max.equals("max")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                Long.parseLong(max) - Long.parseLong(Files.readString(used).strip()));
    }

    /**
     * Looks at everything that would stop a start half-way, before anything is started.
     *
     * @throws CannotStart with the first thing that is missing
     */
    void check(Ports ports, boolean withLan) throws CannotStart {
        for (Ports.Use use : ports.uses(withLan)) {
            if (Ports.taken(use.port())) {
                throw new CannotStart(
                        "Le port " + use.port() + " (" + use.french()
                                + ") est déjà pris : fermez le programme qui l'occupe, ou prenez d'autres ports, par exemple --port 18080.",
                        "Port " + use.port() + " (" + use.english()
                                + ") is already in use: close the program that holds it, or take other ports, for example --port 18080.");
            }
        }
        if (freeDisk < DISK_NEEDED) {
            throw new CannotStart(
                    "Il ne reste que " + (freeDisk >> 20)
                            + " Mio sur le disque ; il en faut 1024 : libérez de la place, ou indiquez un dossier sur un autre disque avec --data.",
                    "Only " + (freeDisk >> 20)
                            + " MiB are left on the disk; 1024 are needed: free some space, or name a folder on another disk with --data.");
        }
        if (freeMemory.isPresent() && freeMemory.getAsLong() < MEMORY_NEEDED) {
            throw new CannotStart(
                    "Il ne reste que " + (freeMemory.getAsLong() >> 20) + " Mio de mémoire ; il en faut "
                            + (MEMORY_NEEDED >> 20) + " : fermez d'autres programmes.",
                    "Only " + (freeMemory.getAsLong() >> 20) + " MiB of memory are left; " + (MEMORY_NEEDED >> 20)
                            + " are needed: close other programs.");
        }
    }
}
