package org.jekasy.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a demonstration shows once the house is open. */
interface Contents {

    /** A line a newcomer reads: what it is, and where it is found or how it is done. */
    record Hint(String what, String where) {}

    /**
     * Sees to it that there is something to look at, and says where to begin. What fails is said, and leaves the house open: what is recorded is safe.
     *
     * @param data the folder in which files for the reader are written
     */
    List<Hint> bring(House house, Path data) throws IOException, InterruptedException;

    /** Looks whether everything is as it must be, says what it saw, and answers whether it was so. */
    boolean check(House house, Path data) throws IOException, InterruptedException;
}
