package org.jekasy.label.lot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What an answer holds. The timeout of a request ends when the head is there: a body that stops half way would be waited for without end. */
public final class Body {
    private Body() {}

    /** Its first {@code most} bytes; throws when they are not there in time. */
    public static byte[] read(HttpResponse<InputStream> answer, int most, Duration patience) throws IOException {
        InputStream body = answer.body();
        Executor late = CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> close(body), late);
        try (body) {
            return body.readNBytes(most);
        } finally {
            end.cancel(false);
        }
    }

    /** Whoever reads it is told. */
    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
