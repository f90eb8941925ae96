package org.jekasy.label.paper;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.qr.QrReader;

/** A label as PNG in grey, which knows its resolution, so that it prints at its true size. */
final class Png {
    private Png() {}

    /** The bytes of the file; their picture was decoded and its QR code says the label's address. */
    static byte[] of(LabelDrawing drawing, Resolution resolution) {
        BufferedImage image = new BufferedImage(
                pixels(drawing.size().width(), resolution),
                pixels(drawing.size().height(), resolution),
                BufferedImage.TYPE_BYTE_GRAY);
        try (RasterPen pen = new RasterPen(image, resolution.dpi())) {
            drawing.draw(pen);
        }
        try {
            byte[] png = write(image, resolution);
            readBack(png, drawing);
            return png;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses with {@code QR_UNREADABLE} a file whose QR code does not say the address of the label. */
    static void readBack(byte[] png, LabelDrawing drawing) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        byte[] grey = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Optional<String> read = QrReader.read(grey, image.getWidth(), image.getHeight());
        if (!read.equals(Optional.of(drawing.code().text()))) {
            throw new Refusal(
                    Reason.QR_UNREADABLE,
                    Map.of("lot", drawing.label().lot(), "read", Refusal.shown(read.orElse("–"))));
        }
    }

    private static int pixels(int mm, Resolution resolution) {
        return Math.toIntExact(Math.round(mm * resolution.dpi() / 25.4));
    }

    private static byte[] write(BufferedImage image, Resolution resolution) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            IIOMetadataNode physical = new IIOMetadataNode("pHYs");
            String perMetre = Long.toString(Math.round(resolution.dpi() / 0.0254));
            physical.setAttribute("pixelsPerUnitXAxis", perMetre);
            physical.setAttribute("pixelsPerUnitYAxis", perMetre);
            physical.setAttribute("unitSpecifier", "meter");
            IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
            root.appendChild(physical);
            metadata.mergeTree("javax_imageio_png_1.0", root);
            writer.setOutput(out);
            writer.write(metadata, new IIOImage(image, null, metadata), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
