package org.jekasy.trials.fault;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jekasy.standalone.Folders;

/**
 * A file system of our own that can be cut off or filled up: ext4 in a file, or a small one in memory. A cut is ext4's shutdown without flushing: what
 * was not synced is gone, as when the plug is pulled.
 */
@SuppressWarnings("restricted") // the shutdown has no other door than the C library
final class Disk implements AutoCloseable {
    // _IOR('X', 125, __u32) and EXT4_GOING_FLAGS_NOLOGFLUSH of the kernel's ext4.h
    private static final long SHUTDOWN = 0x8004587DL;
    private static final int WITHOUT_FLUSHING = 2;

    private final Path folder;
    private final Path mount;
    private final List<String> mounting;

    private Disk(Path folder, Path mount, List<String> mounting) {
        this.folder = folder;
        this.mount = mount;
        this.mounting = mounting;
    }

    /** Why no such disk can be made here. */
    static Optional<String> impossible(String... programs) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("mounting a file system needs root");
        }
        for (String program : programs) {
            if (!Programs.there(program)) {
                return Optional.of("there is no " + program);
            }
        }
        return Optional.empty();
    }

    /** An ext4 in a file. Nothing reaches it by itself within the trial: what survives a cut was synced. */
    static Disk ext4(int megabytes) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("jekasy-disk-");
        Path image = folder.resolve("image");
        Programs.run("truncate", "-s", megabytes + "M", image.toString());
        Programs.run("mkfs.ext4", "-q", "-F", image.toString());
        return mounted(folder, List.of("mount", "-o", "loop,commit=300", image.toString()));
    }

    /** A small disk in memory. */
    static Disk memory(int megabytes) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("jekasy-disk-");
        return mounted(folder, List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "jekasy"));
    }

    private static Disk mounted(Path folder, List<String> mounting) throws IOException, InterruptedException {
        Path mount = Files.createDirectory(folder.resolve("disk"));
        Disk disk = new Disk(folder, mount, mounting);
        disk.mount();
        return disk;
    }

    private void mount() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(mounting);
        command.add(mount.toString());
        Programs.run(command.toArray(String[]::new));
    }

    Path path() {
        return mount;
    }

    /** The plug is pulled: from now on nothing is read or written, and what was not synced is gone. */
    void cut() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MethodHandle open = function(
                    linker,
                    "open",
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                    2);
            MethodHandle ioctl = function(
                    linker,
                    "ioctl",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                    2);
            MethodHandle close =
                    function(linker, "close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT), 1);
            int file = (int) open.invokeExact(arena.allocateFrom(mount.toString(), StandardCharsets.UTF_8), 0);
            MemorySegment how = arena.allocateFrom(ValueLayout.JAVA_INT, WITHOUT_FLUSHING);
            int answer = file < 0 ? file : (int) ioctl.invokeExact(file, SHUTDOWN, how);
            if (file >= 0) {
                int closed = (int) close.invokeExact(file);
                answer = Math.min(answer, closed);
            }
            if (answer != 0) {
                throw new IOException("the shutdown of " + mount + " was refused");
            }
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new IOException(impossible);
        }
    }

    private static MethodHandle function(Linker linker, String name, FunctionDescriptor form, int fixed) {
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(),
                form,
                fixed < form.argumentLayouts().size() || "open".equals(name)
                        ? new Linker.Option[] {Linker.Option.firstVariadicArg(fixed)}
                        : new Linker.Option[0]);
    }

    /** Power is back: the disk is as a new start of the machine finds it. Nobody may have a file open on it. */
    void comeBack() throws IOException, InterruptedException {
        unmount();
        mount();
    }

    private void unmount() throws IOException, InterruptedException {
        // the kernel lets go of a killed process's files a moment after its end
        Await.until(Duration.ofSeconds(20), "umount " + mount, () -> {
            Programs.run("umount", mount.toString());
            return true;
        });
    }

    @Override
    public void close() throws IOException {
        try {
            unmount();
            Folders.delete(folder);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
