package org.jekasy.trials.fault;

import java.io.IOException;
import java.util.Random;
import org.jekasy.trials.rig.Rig;
import org.jspecify.annotations.Nullable;

/**
 * The way to one port of this machine, which can be cut: as root the kernel drops every packet of that port, so that connections hang and new ones are
 * not answered; else our proxy on the way goes silent, or the process at its end is stopped.
 */
final class Wire implements AutoCloseable {
    private final int port;
    private final @Nullable Proxy proxy;
    private final @Nullable ProcessHandle process;

    private Wire(int port, @Nullable Proxy proxy, @Nullable ProcessHandle process) {
        this.port = port;
        this.proxy = proxy;
        this.process = process;
    }

    /** Whether the kernel drops packets for us. */
    static boolean dropsPackets() {
        return "root".equals(System.getProperty("user.name")) && Programs.there("nft");
    }

    /** A way of its own to a port that others use too. */
    static Wire proxied(int target, Random chance) throws IOException {
        Proxy proxy = Proxy.to(target, new Random(chance.nextLong()));
        return new Wire(proxy.port(), proxy, null);
    }

    /** The way to Kafka, which tells everybody its own port. */
    static Wire direct(Rig rig) {
        return new Wire(rig.ports().kafka(), null, rig.broker().process());
    }

    int port() {
        return port;
    }

    void cut() throws IOException, InterruptedException {
        if (dropsPackets()) {
            Programs.run("nft", """
                    table inet %s {
                        chain wire {
                            type filter hook input priority 0;
                            iif lo tcp dport %d drop
                            iif lo tcp sport %d drop
                        }
                    }""".formatted(table(), port, port));
        } else if (proxy != null) {
            proxy.silence();
        } else if (process != null) {
            Programs.run("kill", "-STOP", Long.toString(process.pid()));
        }
    }

    void mend() throws IOException, InterruptedException {
        if (dropsPackets()) {
            Programs.run("nft", "delete table inet " + table());
        } else if (proxy != null) {
            proxy.speak();
        } else if (process != null) {
            Programs.run("kill", "-CONT", Long.toString(process.pid()));
        }
    }

    private String table() {
        return "jekasy_trial_" + port;
    }

    @Override
    public void close() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
    }
}
