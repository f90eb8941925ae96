package org.jekasy.query.identity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jekasy.language.reference.SampleSecrets;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What is looked at before anything opens, whoever is believed: that nobody but this machine is listened to in clear, and that secrets are secrets. */
@Configuration(proxyBeanMethods = false)
class BeforeTheStart {
    private static final List<String> WITH_SECRETS = List.of("read", "follow", "identity", "server.ssl", "spring.ssl");

    @Bean
    static BeanFactoryPostProcessor theSettingsAreSafe(Environment settings) {
        Transport.check(settings);
        Transport.checkWatch(settings);
        SampleSecrets.refuse(given(settings));
        return factory -> {};
    }

    private static Map<String, String> given(Environment settings) {
        Map<String, String> given = new TreeMap<>(Map.of("read.password", ""));
        for (String prefix : WITH_SECRETS) {
            Binder.get(settings)
                    .bind(prefix, Bindable.mapOf(String.class, String.class))
                    .ifBound(set -> set.forEach((name, value) -> given.put(prefix + "." + name, value)));
        }
        return given;
    }
}
