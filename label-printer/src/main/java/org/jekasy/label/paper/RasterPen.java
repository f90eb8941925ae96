package org.jekasy.label.paper;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.jekasy.label.qr.QrCode;
import org.jekasy.label.qr.SsccBars;

/** Draws in grey pixels. Modules are whole pixels, on whole pixels: a printer's dot is never half black. */
final class RasterPen implements Pen, AutoCloseable {
    private final double pixelsPerMm;
    private final Graphics2D graphics;

    RasterPen(BufferedImage image, double dpi) {
        pixelsPerMm = dpi / 25.4;
        graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    @Override
    public double module(double widest) {
        return Math.floor(widest * pixelsPerMm + 1e-6) / pixelsPerMm;
    }

    @Override
    public void text(String text, Face face, double size, double x, double baseline, Ink ink) {
        AffineTransform place = AffineTransform.getTranslateInstance(x * pixelsPerMm, baseline * pixelsPerMm);
        place.scale(size * pixelsPerMm, size * pixelsPerMm);
        graphics.setColor(
                switch (ink) {
                    case BLACK -> Color.BLACK;
                    case WHITE -> Color.WHITE;
                });
        graphics.fill(place.createTransformedShape(face.outline(text)));
    }

    @Override
    public void box(double x, double y, double width, double height) {
        graphics.setColor(Color.BLACK);
        graphics.fill(
                new Rectangle2D.Double(x * pixelsPerMm, y * pixelsPerMm, width * pixelsPerMm, height * pixelsPerMm));
    }

    @Override
    public void code(QrCode code, double x, double y, double module) {
        int left = Math.toIntExact(Math.round(x * pixelsPerMm));
        int top = Math.toIntExact(Math.round(y * pixelsPerMm));
        int pixels = Math.toIntExact(Math.round(module * pixelsPerMm));
        graphics.setColor(Color.BLACK);
        for (QrCode.Bar bar : code.bars()) {
            graphics.fillRect(left + bar.x() * pixels, top + bar.y() * pixels, bar.length() * pixels, pixels);
        }
    }

    @Override
    public void bars(SsccBars bars, double x, double y, double module, double height) {
        int left = Math.toIntExact(Math.round(x * pixelsPerMm));
        int pixels = Math.toIntExact(Math.round(module * pixelsPerMm));
        graphics.setColor(Color.BLACK);
        for (SsccBars.Stroke stroke : bars.strokes()) {
            graphics.fillRect(
                    left + stroke.x() * pixels,
                    Math.toIntExact(Math.round(y * pixelsPerMm)),
                    stroke.width() * pixels,
                    Math.toIntExact(Math.round(height * pixelsPerMm)));
        }
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
