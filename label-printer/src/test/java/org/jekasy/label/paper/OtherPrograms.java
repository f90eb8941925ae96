package org.jekasy.label.paper;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Readers and a renderer that are not ours: zbar (Debian zbar-tools), ZXing-C++ and zpl-renderer-js (npm). */
final class OtherPrograms {
    private static final Path MODULES = Path.of("target", "other-programs").toAbsolutePath();
    private static final Pattern SOURCE = Pattern.compile("<source href='([^']*)'>(.*?)</source>", Pattern.DOTALL);
    private static final Pattern DATA = Pattern.compile("<data><!\\[CDATA\\[(.*?)]]></data>", Pattern.DOTALL);

    private static final Pattern GS1_DATA = Pattern.compile("modifiers='GS1'>" + DATA.pattern(), Pattern.DOTALL);

    private OtherPrograms() {}

    static void needZbar() {
        assumeTrue(has("zbarimg", "--version"), "zbarimg is needed for this test (Debian package zbar-tools)");
    }

    static void needNode() {
        assumeTrue(
                has("node", "--version") && installed(),
                "node and npm with zpl-renderer-js and zxing-wasm are needed for this test");
    }

    private static boolean installed() {
        return MODULES.resolve("node_modules/zxing-wasm").toFile().isDirectory()
                || has(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--prefix",
                        MODULES.toString(),
                        "zpl-renderer-js@3.4.0",
                        "zxing-wasm@3.1.4");
    }

    /** What zbar reads of each picture; empty where it reads nothing. */
    static List<String> zbar(List<Path> pictures) throws Exception {
        return zbar("qrcode", DATA, pictures);
    }

    /** What it reads of bars that it takes for GS1-128, and of no others. */
    static List<String> zbarBars(List<Path> pictures) throws Exception {
        return zbar("code128", GS1_DATA, pictures);
    }

    private static List<String> zbar(String kind, Pattern shape, List<Path> pictures) throws Exception {
        List<String> command = new ArrayList<>(List.of("zbarimg", "-q", "--xml", "-Sdisable", "-S" + kind + ".enable"));
        pictures.forEach(picture -> command.add(picture.toString()));
        String said = run(command, 0, 4);
        List<String> read = new ArrayList<>();
        for (Path picture : pictures) {
            read.add("");
            Matcher source = SOURCE.matcher(said);
            while (source.find()) {
                Matcher data = shape.matcher(source.group(2));
                if (source.group(1).equals(picture.toString()) && data.find()) {
                    read.set(read.size() - 1, data.group(1));
                }
            }
        }
        return read;
    }

    /** What ZXing-C++ reads of each picture; empty where it reads nothing. A code that names a character set (ECI) is none of ours. */
    static List<String> zxingCpp(List<Path> pictures) throws Exception {
        return zxingCpp("QRCode", pictures).stream()
                .map(read -> read.startsWith("]Q1") ? read.substring(3) : read)
                .toList();
    }

    /** What it reads of bars, with the kind of code before it: {@code ]C1} is GS1-128. */
    static List<String> zxingCppBars(List<Path> pictures) throws Exception {
        return zxingCpp("Code128", pictures);
    }

    private static List<String> zxingCpp(String format, List<Path> pictures) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", script("zxing.mjs"), MODULES.toString(), format));
        pictures.forEach(picture -> command.add(picture.toString()));
        List<String> read = new ArrayList<>(List.of(run(command, 0).split("\n", -1)));
        return read.subList(0, pictures.size());
    }

    /** A label as a ZPL printer of {@code dotsPerMm} would print it. */
    static BufferedImage zpl(byte[] zpl, LabelSize size, int dotsPerMm, Path folder) throws Exception {
        Path file = Files.write(Files.createTempFile(folder, "label", ".zpl"), zpl);
        run(
                List.of(
                        "node",
                        script("zpl.mjs"),
                        MODULES.toString(),
                        Integer.toString(size.width()),
                        Integer.toString(size.height()),
                        Integer.toString(dotsPerMm),
                        file.toString()),
                0);
        return ImageIO.read(Path.of(file + ".png").toFile());
    }

    private static String script(String name) throws URISyntaxException {
        return Path.of(OtherPrograms.class.getResource(name).toURI()).toString();
    }

    private static String run(List<String> command, int... good) throws IOException, InterruptedException {
        Path out = Files.createTempFile("other", ".out");
        Path err = Files.createTempFile("other", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean done = process.waitFor(5, TimeUnit.MINUTES);
            int code = done ? process.exitValue() : -1;
            if (java.util.stream.IntStream.of(good).noneMatch(fine -> fine == code)) {
                process.destroyForcibly();
                throw new AssertionError(command.getFirst() + " ended with " + code + ": "
                        + Files.readString(err, StandardCharsets.ISO_8859_1));
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static boolean has(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
