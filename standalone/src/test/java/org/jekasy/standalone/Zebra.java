package org.jekasy.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A ZPL printer on a real socket that is ready and takes all it is sent. */
final class Zebra implements AutoCloseable {
    private static final String QUESTION = "~HQES\r\n";
    private static final byte[] READY =
            "\u0002\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         0 00000000 00000000\r\n   WARNINGS:       0 00000000 00000000\r\n\u0003"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();

    Zebra() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The next printout, whole. */
    String printed() throws InterruptedException {
        String next = printed.poll(1, TimeUnit.MINUTES);
        if (next == null) {
            throw new AssertionError("nothing was printed");
        }
        return next;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                take(socket);
            } catch (IOException closed) {
                // the caller went, or the test is over
            }
        }
    }

    private void take(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) >= 0) {
            said.write(next);
            if (said.size() == QUESTION.length()
                    && said.toString(StandardCharsets.US_ASCII).equals(QUESTION)) {
                socket.getOutputStream().write(READY);
                return;
            }
        }
        printed.add(said.toString(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
