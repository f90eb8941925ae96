package org.jekasy.command.person;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A photo is painted anew before it is kept: what a telephone writes beside the picture (where it was taken, when, with whose telephone) stays behind, and
 * what is no picture does not come in.
 */
final class Portrait {
    /** Most bytes of a photo as sent. */
    static final int MOST_BYTES = 200 * 1024;

    /** Most points along one side. */
    static final int MOST_SIDE = 1200;

    private Portrait() {}

    /** The picture as JPEG; empty where this is no JPEG or PNG, or too large a one. */
    static Optional<byte[]> painted(byte[] sent) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(sent))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                String format = reader.getFormatName();
                boolean known = format.equalsIgnoreCase("jpeg") || format.equalsIgnoreCase("png");
                // asked before the points are read: a small file can unfold to a huge picture
                if (!known || reader.getWidth(0) > MOST_SIDE || reader.getHeight(0) > MOST_SIDE) {
                    return Optional.empty();
                }
                return Optional.of(jpeg(reader.read(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException noPicture) {
            // the decoders of the JDK answer a broken file with whatever they stumble over
            return Optional.empty();
        }
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        java.awt.Graphics2D painter = opaque.createGraphics();
        try {
            painter.drawImage(picture, 0, 0, java.awt.Color.WHITE, null);
        } finally {
            painter.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(opaque, "jpeg", out)) {
                throw new IOException("no writer of JPEG");
            }
        }
        return bytes.toByteArray();
    }
}
