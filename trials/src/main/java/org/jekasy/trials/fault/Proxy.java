package org.jekasy.trials.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import jdk.net.ExtendedSocketOptions;

/** A way between two processes that can be made bad: it cuts answers after some bytes, delays them, or goes silent both ways without a word. */
final class Proxy implements AutoCloseable {
    /** Not one byte is kept back. */
    private static final long ALL = Long.MAX_VALUE;

    private final int target;
    private final ServerSocket door;
    private final Random chance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean silent;
    private volatile int cutPercent;
    private volatile int longestAnswer;
    private volatile int delayMillis;
    private final AtomicInteger cuts = new AtomicInteger();

    private Proxy(ServerSocket door, int target, Random chance) {
        this.door = door;
        this.target = target;
        this.chance = chance;
    }

    /** Opens a way to a port of this machine; everything passes until something else is asked for. */
    static Proxy to(int target, Random chance) throws IOException {
        Proxy proxy = new Proxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), target, chance);
        Thread.ofVirtual().name("proxy-" + target).start(proxy::accept);
        return proxy;
    }

    int port() {
        return door.getLocalPort();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** From now on so many percent of all connections break somewhere within that many bytes of their answers, each answer late by up to so much. */
    void cutAnswers(int percent, int withinBytes, int delay) {
        cutPercent = percent;
        longestAnswer = withinBytes;
        delayMillis = delay;
    }

    /** Goes silent: nothing passes, nothing is refused, nobody is told. */
    void silence() {
        set(true);
    }

    /** What was held back passes again. */
    void speak() {
        set(false);
    }

    /** How many connections were broken so far. */
    int cuts() {
        return cuts.get();
    }

    private void set(boolean to) {
        lock.lock();
        try {
            silent = to;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void waitWhileSilent() {
        lock.lock();
        try {
            while (silent) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket from = door.accept();
                Thread.ofVirtual().start(() -> join(from));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket from) {
        long most = ALL;
        int delay;
        synchronized (chance) {
            if (chance.nextInt(100) < cutPercent) {
                most = chance.nextInt(longestAnswer);
            }
            delay = delayMillis == 0 ? 0 : chance.nextInt(delayMillis);
        }
        waitWhileSilent();
        try (from;
                Socket to = new Socket(InetAddress.getLoopbackAddress(), target)) {
            from.setTcpNoDelay(true);
            // as PostgreSQL does by the services' settings where nobody stands between
            from.setKeepAlive(true);
            from.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 5);
            from.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 2);
            from.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
            to.setTcpNoDelay(true);
            open.add(from);
            open.add(to);
            Thread asking = Thread.ofVirtual().start(() -> pump(from, to, ALL, 0));
            if (pump(to, from, most, delay)) {
                cuts.incrementAndGet();
            }
            from.shutdownInput();
            asking.join(Duration.ofSeconds(5));
            open.remove(from);
            open.remove(to);
        } catch (IOException refused) {
            // the other side sees its connection end
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes bytes on until one side ends; true when it was cut. */
    private boolean pump(Socket from, Socket to, long most, int delay) {
        byte[] buffer = new byte[8_192];
        long passed = 0;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                waitWhileSilent();
                if (delay > 0) {
                    Thread.sleep(delay);
                }
                int pass = (int) Math.min(read, most - passed);
                out.write(buffer, 0, pass);
                passed += pass;
                if (passed >= most) {
                    return true;
                }
            }
            to.shutdownOutput();
        } catch (IOException ended) {
            return false;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        speak();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
