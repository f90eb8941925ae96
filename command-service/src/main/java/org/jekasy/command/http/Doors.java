package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jekasy.language.wire.EventJson;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Opens the doors: one address for each command, and the one way of writing JSON. */
@Configuration(proxyBeanMethods = false)
class Doors {
    @Bean
    static JsonMapper json() {
        return EventJson.mapper();
    }

    @Autowired
    void open(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping addresses,
            LedgerController controller)
            throws NoSuchMethodException {
        addresses.registerMapping(
                RequestMappingInfo.paths(
                                Arrays.stream(Door.values()).map(Door::path).toArray(String[]::new))
                        .methods(RequestMethod.POST)
                        .consumes(MediaType.APPLICATION_JSON_VALUE)
                        .produces(MediaType.APPLICATION_JSON_VALUE, Problem.MEDIA_TYPE)
                        .options(addresses.getBuilderConfiguration())
                        .build(),
                controller,
                LedgerController.class.getDeclaredMethod("record", HttpServletRequest.class));
    }
}
