package org.jekasy.standalone;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** One log for all services of this JVM; the terminal is for what a person reads. To be set before the first line is logged. */
final class Logs {
    private Logs() {}

    static void to(Path file) {
        // one log for the three services, so Spring must not set up logging three times over
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("jekasy.log", file.toString());
        // Tomcat speaks to java.util.logging, and that to the terminal
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
