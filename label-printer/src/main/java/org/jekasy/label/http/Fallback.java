package org.jekasy.label.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Where the server sends what it refused on the way to us: the same problem as from every other door. */
@RestController
class Fallback implements ErrorController {
    private final RefusalAdvice advice;

    Fallback(RefusalAdvice advice) {
        this.advice = advice;
    }

    @RequestMapping("/error")
    ResponseEntity<Object> refused(HttpServletRequest request) {
        // asked for directly, there is no error to tell
        int status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer refused ? refused : 404;
        return advice.refusedByServer(HttpStatusCode.valueOf(status), new ServletWebRequest(request));
    }
}
