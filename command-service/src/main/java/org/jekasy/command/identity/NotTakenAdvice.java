package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jekasy.command.http.Language;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What an administrator typed and can not be taken, as a problem. */
@RestControllerAdvice(basePackageClasses = NotTaken.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class NotTakenAdvice {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> notTaken(NotTaken why, HttpServletRequest request) {
        boolean english = Language.of(request).getLanguage().equals("en");
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, why.sentence(english));
        problem.setInstance(URI.create(request.getRequestURI()));
        return ResponseEntity.status(problem.getStatus())
                .header("Content-Language", english ? "en" : "fr")
                .body(problem);
    }
}
