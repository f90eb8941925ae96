package org.jekasy.query.http;

import java.util.List;
import java.util.Locale;
import org.jekasy.language.wire.EventJson;
import org.jekasy.query.follow.FollowProperties;
import org.jekasy.query.follow.Progress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** How requests come in and answers go out: the language's own JSON, French unless English is preferred. */
@Configuration(proxyBeanMethods = false)
class Door implements WebMvcConfigurer {
    private final Progress progress;
    private final FollowProperties follow;

    Door(Progress progress, FollowProperties follow) {
        this.progress = progress;
        this.follow = follow;
    }

    /** Pages are records of the language's types and come out with its spelling. */
    @Bean
    static JsonMapper pageMapper() {
        return EventJson.mapper()
                .rebuild()
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
                .build();
    }

    @Bean
    static LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(List.of(Locale.FRENCH, Locale.ENGLISH));
        resolver.setDefaultLocale(Locale.FRENCH);
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters());
        registry.addInterceptor(new FreshEnough(progress, follow.patience()));
    }
}
