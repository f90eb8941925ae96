package org.jekasy.query.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** What Tomcat refuses before we see it (an address such as {@code /lots/%00}) is a problem in JSON as well. */
@Component
class Doorstep implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(Unseen.class.getName()));
    }

    /** Made by Tomcat, by name. */
    public static final class Unseen extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            String wanted = request.getHeader("Accept-Language");
            boolean english =
                    wanted != null && wanted.strip().toLowerCase(Locale.ROOT).startsWith("en");
            String body = "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                    .formatted(
                            english ? "Request refused" : "Demande refusée",
                            status,
                            english ? "The address can not be read." : "L'adresse ne peut pas être lue.");
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setHeader("Content-Language", english ? "en" : "fr");
                response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException | IllegalStateException gone) {
                getContainer().getLogger().debug("the refusal could not be said", gone);
            }
        }
    }
}
