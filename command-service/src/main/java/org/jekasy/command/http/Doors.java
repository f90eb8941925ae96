package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import org.jekasy.language.wire.EventJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Opens the doors: one address for each command, and the one way of writing JSON. */
@Configuration(proxyBeanMethods = false)
class Doors {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final ServerProperties server;

    Doors(ServerProperties server) {
        this.server = server;
    }

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

    /** Says at start who can knock: without identity, only this machine should. */
    @EventListener
    void sayWhoCanKnock(WebServerInitializedEvent opened) {
        InetAddress address = server.getAddress();
        String here = (address == null ? "*" : address.getHostAddress()) + ":"
                + opened.getWebServer().getPort();
        if (address != null && address.isLoopbackAddress()) {
            LOG.info(
                    "Le registre écoute sur {}, pour cette machine seulement, tant que personne n’a d’identité."
                            + " / The ledger listens on {}, for this machine only, as long as nobody has an identity.",
                    here,
                    here);
        } else {
            LOG.warn(
                    "Le registre écoute sur {}, hors de cette machine aussi : de là, Jekasy-Actor n’est pas cru et rien ne s’enregistre."
                            + " / The ledger listens on {}, beyond this machine too: from there Jekasy-Actor is not believed and nothing is recorded.",
                    here,
                    here);
        }
    }
}
