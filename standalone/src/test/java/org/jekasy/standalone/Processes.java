package org.jekasy.standalone;

import java.nio.file.Path;
import java.util.List;

/** What runs on this machine, seen from a test. */
final class Processes {
    private Processes() {}

    /** The command lines of all living processes, but ours, that name this folder. */
    static List<String> mentioning(Path folder) {
        try (var all = ProcessHandle.allProcesses()) {
            return all.filter(
                            process -> process.pid() != ProcessHandle.current().pid())
                    .map(process -> process.info().commandLine().orElse(""))
                    .filter(line -> line.contains(folder.toString()))
                    .toList();
        }
    }
}
