package org.jekasy.query.page;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock by which a page says when it was read and whether a certificate has run out. */
@Configuration(proxyBeanMethods = false)
class PublicPageSetting {
    @Bean
    Clock pageClock() {
        return Clock.systemUTC();
    }
}
