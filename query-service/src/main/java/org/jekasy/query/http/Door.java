package org.jekasy.query.http;

import org.jekasy.language.wire.EventJson;
import org.jekasy.query.follow.FollowProperties;
import org.jekasy.query.follow.Progress;
import org.jekasy.query.register.Kinds;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
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
    private final Kinds kinds;
    private final CrowdProperties crowd;
    private final boolean header;

    // the kinds are in the database, which may be away while we start
    Door(
            Progress progress,
            FollowProperties follow,
            @Lazy Kinds kinds,
            CrowdProperties crowd,
            @Value("${identity.who:loopback-header}") String who) {
        this.progress = progress;
        this.follow = follow;
        this.kinds = kinds;
        this.crowd = crowd;
        this.header = who.equals("loopback-header") || who.equals("demo");
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
        registry.addInterceptor(new StrangersPace(crowd));
        registry.addInterceptor(new ReaderAtTheDoor(kinds, header));
        registry.addInterceptor(new KnownParameters());
        registry.addInterceptor(new FreshEnough(progress, follow.patience()));
    }
}
