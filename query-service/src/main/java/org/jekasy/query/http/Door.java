package org.jekasy.query.http;

import org.jekasy.language.wire.EventJson;
import org.jekasy.query.follow.FollowProperties;
import org.jekasy.query.follow.Progress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** How requests come in and answers go out: the language's own JSON. */
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

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters());
        registry.addInterceptor(new FreshEnough(progress, follow.patience()));
    }
}
