package org.jekasy.query.identity;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** 429: who asks has no more left in this minute. */
public final class TooOften extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    public TooOften() {
        super(HttpStatus.TOO_MANY_REQUESTS);
    }
}
