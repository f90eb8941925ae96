package org.jekasy.command.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says what failed outside of Spring's reach (a filter, the server itself) in the same form as every other problem. */
@RestController
class OutsideErrors implements ErrorController {
    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Object> problem(HttpServletRequest sent) {
        // asked for by its address, nothing failed: there is just nothing there
        int status = sent.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer failed ? failed : 404;
        String instance =
                Objects.toString(sent.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), sent.getRequestURI());
        Locale locale = Language.of(sent);
        return Answer.problem(Problem.of(new Rejection(Fault.of(status)), locale, instance), locale, HttpHeaders.EMPTY);
    }
}
