package org.jekasy.standalone;

import java.util.Map;

/**
 * One service as a Spring context of its own in this JVM.
 *
 * @param name the service's name, which is also the name of its settings file without {@code .yml}
 * @param mainClass the class with its {@code @SpringBootApplication}
 * @param properties what the standalone form decides for it; stronger than its own settings
 */
record Room(String name, Class<?> mainClass, Map<String, String> properties) {}
