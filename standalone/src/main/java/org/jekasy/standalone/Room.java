package org.jekasy.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One service as a Spring context of its own in this JVM.
 *
 * @param name the service's name, which is also the name of its settings file without {@code .yml}
 * @param mainClass the class with its {@code @SpringBootApplication}
 * @param properties what the standalone form decides for it; stronger than its own settings
 */
public record Room(String name, Class<?> mainClass, Map<String, String> properties) {
    /** As arguments of its {@code main}. */
    public String[] settings() {
        List<String> settings = new ArrayList<>();
        properties.forEach((name, value) -> settings.add("--" + name + "=" + value));
        settings.add("--spring.config.name=" + name);
        settings.add("--spring.main.banner-mode=off");
        return settings.toArray(String[]::new);
    }
}
