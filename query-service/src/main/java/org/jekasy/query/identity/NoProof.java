package org.jekasy.query.identity;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** 401: a token that is bound to a key came without a good proof of that key for this address. */
public final class NoProof extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    private final String address;

    NoProof(String address) {
        super(HttpStatus.UNAUTHORIZED);
        this.address = address;
        getHeaders().set("WWW-Authenticate", "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"");
    }

    /** What the proof's {@code htu} has to be. */
    public String address() {
        return address;
    }
}
