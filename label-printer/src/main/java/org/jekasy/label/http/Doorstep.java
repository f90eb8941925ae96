package org.jekasy.label.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat refuses before we see it (an address as {@code /labels/%00.png}) is a problem in JSON as well. */
@Component
class Doorstep implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(Problem.class.getName()));
    }

    /** Made by Tomcat, by name. */
    public static final class Problem extends ErrorReportValve {
        private static final JsonMapper JSON = new JsonMapper();

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            Locale reader = ReaderLanguage.wanted(request.getHeader("Accept-Language"));
            Refusal refusal = new Refusal(Reason.REQUEST_REFUSED, Map.of("detail", "HTTP " + status, "status", status));
            HttpStatus known = HttpStatus.resolve(status);
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("title", known == null ? "" : known.getReasonPhrase());
            problem.put("status", status);
            problem.put("detail", refusal.sentence(reader));
            problem.put("code", refusal.reason().name());
            problem.put("numbers", refusal.numbers());
            problem.put("confirmable", false);
            try {
                SafeHeaders.put(response, request.isSecure());
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setHeader("Content-Language", reader.getLanguage());
                response.getOutputStream().write(JSON.writeValueAsBytes(problem));
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                containerLog(e);
            }
        }

        private void containerLog(Exception e) {
            getContainer().getLogger().debug("the refusal could not be said", e);
        }
    }
}
