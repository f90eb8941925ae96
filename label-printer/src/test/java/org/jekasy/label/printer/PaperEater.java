package org.jekasy.label.printer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A printer on a real socket: answers what it is asked with the bytes it was given, and keeps what it was sent. */
public final class PaperEater implements AutoCloseable {
    public static final byte[] READY = zpl("00000000", "00000000");

    private final ServerSocket server;
    private final byte[] state;
    private final int breaksAfter;
    private volatile boolean slow;
    private volatile boolean unplugged;
    private final AtomicInteger printouts = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final BlockingQueue<String> eaten = new LinkedBlockingQueue<>();

    public PaperEater(byte[] state) throws IOException {
        this(state, Integer.MAX_VALUE, false, 0);
    }

    /** At a port that was used before. */
    public static PaperEater at(int port) throws IOException {
        return new PaperEater(READY, Integer.MAX_VALUE, false, port);
    }

    /** One that says it has no paper. */
    public static PaperEater noPaper() throws IOException {
        return new PaperEater(zpl("00000001", "00000000"));
    }

    /** Tears the line down after so many bytes of a printout. */
    public PaperEater(byte[] state, int breaksAfter) throws IOException {
        this(state, breaksAfter, false, 0);
    }

    /** A printer that takes what it is sent and never closes the line: whoever sends waits. */
    public static PaperEater slow() throws IOException {
        return new PaperEater(READY, Integer.MAX_VALUE, true, 0);
    }

    /** One whose plug is pulled when it has all of a printout: the line stays, and nobody answers any more. */
    public static PaperEater unplugged() throws IOException {
        PaperEater eater = slow();
        eater.unplugged = true;
        return eater;
    }

    private PaperEater(byte[] state, int breaksAfter, boolean slow, int port) throws IOException {
        this.state = state;
        this.slow = slow;
        this.breaksAfter = breaksAfter;
        server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /** What a Zebra answers to {@code ~HQES}. */
    static byte[] zpl(String errors, String warnings) {
        String said = "\u0002\r\n\r\n  PRINTER STATUS                             \r\n   ERRORS:         "
                + flag(errors)
                + " 00000000 " + errors + "    \r\n   WARNINGS:       " + flag(warnings) + " 00000000 " + warnings
                + "    \r\n\u0003";
        return said.getBytes(StandardCharsets.US_ASCII);
    }

    private static int flag(String bits) {
        return bits.equals("00000000") ? 0 : 1;
    }

    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The next printout that came in whole. */
    public String eaten() throws InterruptedException {
        String next = eaten.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was printed");
        }
        return next;
    }

    /** From now on it closes the line when it has all. */
    public void hurry() {
        slow = false;
    }

    /** How many printouts came in, whole or not. */
    public int printouts() {
        return printouts.get();
    }

    public boolean nothing() {
        return eaten.isEmpty();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        take(socket);
                    } catch (IOException | InterruptedException gone) {
                        // the caller went, or the test is over
                    }
                });
            } catch (IOException closed) {
                // the test is over
            }
        }
    }

    private void take(Socket socket) throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) >= 0) {
            said.write(next);
            // no question is longer
            String text = said.size() > 8 ? "" : said.toString(StandardCharsets.ISO_8859_1);
            if (text.equals("~HQES\r\n")
                    || text.equals("\u001b!?")
                    || text.equals("\u0010\u0004\u0002\u0010\u0004\u0004")) {
                socket.getOutputStream().write(state);
                return;
            }
            if (said.size() == 9) {
                printouts.incrementAndGet();
            }
            if (said.size() >= breaksAfter) {
                // closed with its bytes unread, the line is reset
                socket.setSoLinger(true, 0);
                return;
            }
        }
        if (unplugged) {
            server.close();
        }
        eaten.add(said.toString(StandardCharsets.ISO_8859_1));
        if (slow) {
            closed.await();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
