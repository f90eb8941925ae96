package org.jekasy.label.paper;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The type faces of a label, DejaVu: they have ɛ ɔ ɲ ŋ, and the zero of {@link #CODE} can not be taken for an O. One
 * outline serves all papers, so a label looks the same everywhere and needs no font on the machine that shows it.
 */
final class Face {
    static final Face TEXT = new Face("DejaVuSansCondensed");
    static final Face BOLD = new Face("DejaVuSansCondensed-Bold");
    static final Face CODE = new Face("DejaVuSansMono-Bold");
    static final List<Face> ALL = List.of(TEXT, BOLD, CODE);

    private static final Pattern BETWEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}&&[^\\u202F]]+");
    private static final char UNPRINTABLE = '\uFFFD';

    private final String file;
    private final TrueTypeFont font;
    /** The letters met most, found without a look into the map. */
    private final AtomicReferenceArray<Glyph> common = new AtomicReferenceArray<>(0x300);

    private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

    private record Glyph(int id, double width, Path2D outline) {}

    private Face(String name) {
        this.file = "fonts/" + name + ".ttf";
        this.font = read();
    }

    /** A fresh reading of the font file; a PDF takes one of its own, for it reads from it until it is saved. */
    TrueTypeFont read() {
        try (InputStream in = Objects.requireNonNull(Face.class.getResourceAsStream(file), file)) {
            TrueTypeFont read = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
            // a PDF would draw « fi » as one ligature: narrower than what we measured
            read.setEnableGsub(false);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Width of the text in units of the type size. */
    double width(String text) {
        double width = 0;
        for (int at = 0; at < text.length(); ) {
            int sign = text.codePointAt(at);
            width += width(sign);
            at += Character.charCount(sign);
        }
        return width;
    }

    /** Width of a sign in units of the type size. */
    double width(int character) {
        return glyph(character).width;
    }

    /** Outline of the text in units of the type size: starts at 0, the baseline is 0, y grows downwards. */
    Path2D outline(String text) {
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double x = 0;
        for (int c : text.codePoints().toArray()) {
            Glyph glyph = glyph(c);
            outline.append(glyph.outline.getPathIterator(AffineTransform.getTranslateInstance(x, 0)), false);
            x += glyph.width;
        }
        return outline;
    }

    /** The text as this face can print it: on one line, composed, a sign it has not becomes �. */
    String printable(String text) {
        String line = BETWEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
        StringBuilder printable = new StringBuilder();
        line.codePoints().map(c -> has(c) ? c : UNPRINTABLE).forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private boolean has(int character) {
        return glyphId(character) != 0;
    }

    /** The number of the sign in the font; 0 when it has none. */
    int glyphId(int character) {
        return glyph(character).id;
    }

    private Glyph glyph(int character) {
        if (character >= common.length()) {
            return glyphs.computeIfAbsent(character, this::read);
        }
        Glyph known = common.get(character);
        if (known == null) {
            known = read(character);
            common.set(character, known);
        }
        return known;
    }

    private synchronized Glyph read(int c) {
        try {
            double em = font.getUnitsPerEm();
            int id = font.getUnicodeCmapLookup().getGlyphId(c);
            GlyphData data = font.getGlyph().getGlyph(id);
            Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
            if (data != null) {
                outline.append(
                        data.getPath().getPathIterator(AffineTransform.getScaleInstance(1 / em, -1 / em)), false);
            }
            return new Glyph(id, font.getAdvanceWidth(id) / em, outline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
