package org.jekasy.label.paper;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jekasy.label.qr.QrCode;

/** A label as SVG in true millimetres. Text is drawn as outlines and said again in title and description. */
final class Svg implements Pen {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private final XMLStreamWriter xml;

    private Svg(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(LabelDrawing drawing) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            Wording words = Wording.of(drawing.label());
            LabelSize size = drawing.size();
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("width", size.width() + "mm");
            xml.writeAttribute("height", size.height() + "mm");
            xml.writeAttribute("viewBox", "0 0 " + size.width() + " " + size.height());
            xml.writeAttribute("role", "img");
            xml.writeAttribute("lang", "fr");
            element(xml, "title", words.code() + " – " + words.title() + ", " + words.weight());
            element(
                    xml,
                    "desc",
                    String.join(" · ", words.lines())
                            + (words.claims() == null ? "" : " · " + words.claims())
                            + (drawing.marks().banner().isEmpty()
                                    ? ""
                                    : " · " + drawing.marks().banner())
                            + " · "
                            + drawing.code().text());
            xml.writeEmptyElement("path");
            xml.writeAttribute("fill", "#fff");
            xml.writeAttribute("d", "M0 0H" + size.width() + "V" + size.height() + "H0Z");
            drawing.draw(new Svg(xml));
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    @Override
    public double module(double widest) {
        return widest;
    }

    @Override
    public void text(String text, Face face, double size, double x, double baseline, Ink ink) {
        path(
                "translate(" + number(x) + " " + number(baseline) + ") scale(" + number(size / 1000) + ")",
                switch (ink) {
                    case BLACK -> "#000";
                    case WHITE -> "#fff";
                },
                outline(face.outline(text)),
                false);
    }

    @Override
    public void box(double x, double y, double width, double height) {
        path(
                "translate(" + number(x) + " " + number(y) + ")",
                "#000",
                "M0 0H" + number(width) + "V" + number(height) + "H0Z",
                false);
    }

    @Override
    public void code(QrCode code, double x, double y, double module) {
        StringBuilder bars = new StringBuilder();
        for (QrCode.Bar bar : code.bars()) {
            bars.append("M%d %dh%dv1h-%dz".formatted(bar.x(), bar.y(), bar.length(), bar.length()));
        }
        path(
                "translate(" + number(x) + " " + number(y) + ") scale(" + number(module) + ")",
                "#000",
                bars.toString(),
                true);
    }

    private void path(String transform, String fill, String shape, boolean crisp) {
        try {
            xml.writeEmptyElement("path");
            xml.writeAttribute("transform", transform);
            xml.writeAttribute("fill", fill);
            if (crisp) {
                xml.writeAttribute("shape-rendering", "crispEdges");
            }
            xml.writeAttribute("d", shape);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /** In thousandths of the type size: whole numbers keep the file small. */
    private static String outline(Path2D outline) {
        StringBuilder path = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator step = outline.getPathIterator(null); !step.isDone(); step.next()) {
            switch (step.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> points(path.append('M'), at, 1);
                case PathIterator.SEG_LINETO -> points(path.append('L'), at, 1);
                case PathIterator.SEG_QUADTO -> points(path.append('Q'), at, 2);
                case PathIterator.SEG_CUBICTO -> points(path.append('C'), at, 3);
                default -> path.append('Z');
            }
        }
        return path.toString();
    }

    private static void points(StringBuilder path, double[] at, int points) {
        for (int i = 0; i < 2 * points; i++) {
            path.append(i == 0 ? "" : " ").append(Math.round(at[i] * 1000));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5f", value);
    }
}
