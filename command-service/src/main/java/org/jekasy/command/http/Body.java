package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** The bytes of a body, as long as they are not too many. */
final class Body {
    private Body() {}

    static byte[] of(HttpServletRequest sent) {
        // a stated length is only believed when it is too much
        if (sent.getContentLengthLong() > Requests.MOST_BYTES) {
            throw tooLarge();
        }
        try {
            byte[] body = sent.getInputStream().readNBytes(Requests.MOST_BYTES + 1);
            if (body.length > Requests.MOST_BYTES) {
                throw tooLarge();
            }
            return body;
        } catch (IOException cut) {
            throw new Rejection(Fault.BROKEN_OFF);
        }
    }

    private static Rejection tooLarge() {
        return new Rejection(Fault.TOO_LARGE, "most", Requests.MOST_BYTES);
    }
}
