package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a printer would understand of a stream: read by the rules of its language, and nothing but the commands we mean to
 * send is let through.
 */
final class Spoken {
    private static final Set<String> ZPL = Set.of(
            "XA", "CI", "LH", "PW", "LL", "FT", "FO", "A0", "FR", "FH", "FD", "FS", "GB", "GF", "BQ", "MD", "PQ", "XZ");

    /** Texts the printer sets in its own letters, and codes it draws. */
    final List<String> texts = new ArrayList<>();

    final List<String> codes = new ArrayList<>();
    /** How many pictures, boxes and labels. */
    int pictures;

    int labels;
    int copies;
    /** The picture of everything that came as dots. */
    Dots dots = new Dots(1, 1);

    private Spoken() {}

    static Spoken zpl(byte[] stream) {
        Spoken spoken = new Spoken();
        String text = new String(stream, StandardCharsets.ISO_8859_1);
        assertThat(text.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7F)))
                .isTrue();
        assertThat(text).doesNotContain("~");
        int width = 0;
        int[] at = {0, 0};
        boolean code = false;
        boolean hexadecimal = false;
        String[] commands = text.split("\\^", -1);
        assertThat(commands[0]).isEmpty();
        for (String command : Arrays.asList(commands).subList(1, commands.length)) {
            String name = command.substring(0, 2);
            String data = command.substring(2).stripTrailing();
            assertThat(ZPL).contains(name);
            switch (name) {
                case "XA" -> assertThat(spoken.labels).isZero();
                case "PW" -> width = Integer.parseInt(data);
                case "LL" -> spoken.dots = new Dots(width, Integer.parseInt(data));
                case "FT", "FO" ->
                    at = Arrays.stream(data.split(","))
                            .mapToInt(Integer::parseInt)
                            .toArray();
                case "BQ" -> code = true;
                case "FH" -> hexadecimal = true;
                case "FD" -> {
                    assertThat(hexadecimal).isTrue();
                    // trailing spaces are the field's own
                    (code ? spoken.codes : spoken.texts).add(field(command.substring(2)));
                }
                case "FS" -> {
                    code = false;
                    hexadecimal = false;
                }
                case "GB" -> spoken.box(at, data.split(","));
                case "GF" -> spoken.graphic(at, data);
                case "PQ" -> spoken.copies = Integer.parseInt(data);
                case "XZ" -> spoken.labels++;
                default -> {}
            }
        }
        assertThat(spoken.labels).isOne();
        return spoken;
    }

    private static String field(String data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < data.length(); i++) {
            if (data.charAt(i) == '_') {
                bytes.write(Integer.parseInt(data.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(data.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void box(int[] at, String[] box) {
        for (int y = at[1]; y < Math.min(dots.height(), at[1] + Integer.parseInt(box[1])); y++) {
            for (int x = at[0]; x < Math.min(dots.width(), at[0] + Integer.parseInt(box[0])); x++) {
                dots.burn(x, y);
            }
        }
    }

    private void graphic(int[] at, String data) {
        String[] parts = data.split(",", 5);
        assertThat(parts[0]).isEqualTo("A");
        int total = Integer.parseInt(parts[2]);
        int rowBytes = Integer.parseInt(parts[3]);
        StringBuilder digits = new StringBuilder();
        int row = 2 * rowBytes;
        int times = 0;
        for (char sign : parts[4].toCharArray()) {
            if (sign == ',') {
                digits.append("0".repeat(row - digits.length() % row));
            } else if (sign == ':') {
                digits.append(digits.substring(digits.length() - row));
            } else if (sign >= 'G' && sign <= 'Y') {
                times += sign - 'G' + 1;
            } else if (sign >= 'g' && sign <= 'z') {
                times += 20 * (sign - 'g' + 1);
            } else {
                assertThat("0123456789ABCDEF").contains(Character.toString(sign));
                digits.repeat(sign, Math.max(1, times));
                times = 0;
            }
        }
        assertThat(digits).hasSize(2 * total);
        byte[] bits = java.util.HexFormat.of().parseHex(digits);
        dots.burn(new Dots(8 * rowBytes, total / rowBytes, bits), at[0], at[1]);
        pictures++;
    }

    static Spoken tspl(byte[] stream) {
        Spoken spoken = new Spoken();
        int at = 0;
        while (at < stream.length) {
            int end = at;
            while (stream[end] != '\r' && !(stream[end] == ',' && commas(stream, at, end) == 4)) {
                end++;
            }
            String line = new String(stream, at, end - at, StandardCharsets.US_ASCII);
            if (line.startsWith("BITMAP ")) {
                String[] parts = line.substring(7).split(",");
                int rowBytes = Integer.parseInt(parts[2]);
                int height = Integer.parseInt(parts[3]);
                byte[] bits = Arrays.copyOfRange(stream, end + 1, end + 1 + rowBytes * height);
                for (int i = 0; i < bits.length; i++) {
                    bits[i] = (byte) ~bits[i];
                }
                spoken.dots = new Dots(8 * rowBytes, height, bits);
                spoken.pictures++;
                end += 1 + rowBytes * height;
            } else if (line.startsWith("PRINT 1,")) {
                spoken.copies = Integer.parseInt(line.substring(8));
                spoken.labels++;
            } else {
                assertThat(line).matches("SIZE \\d+ mm,\\d+ mm|GAP \\d+ mm,0 mm|DIRECTION 1|CLS|DENSITY \\d+");
            }
            assertThat(stream[end]).isEqualTo((byte) '\r');
            assertThat(stream[end + 1]).isEqualTo((byte) '\n');
            at = end + 2;
        }
        return spoken;
    }

    private static int commas(byte[] stream, int from, int to) {
        // the numbers of BITMAP end with the fifth comma; no other command has as many
        int commas = 0;
        for (int i = from; i < to; i++) {
            commas += stream[i] == ',' ? 1 : 0;
        }
        return commas;
    }

    static Spoken escpos(byte[] stream) {
        Spoken spoken = new Spoken();
        List<byte[]> bands = new ArrayList<>();
        int rowBytes = 0;
        int at = 0;
        while (at < stream.length) {
            if (stream[at] == 0x1B && stream[at + 1] == '@') {
                bands.clear();
                at += 2;
            } else if (stream[at] == 0x1D && stream[at + 1] == 'v') {
                assertThat(stream[at + 2]).isEqualTo((byte) '0');
                rowBytes = (stream[at + 4] & 0xFF) + 256 * stream[at + 5];
                int rows = (stream[at + 6] & 0xFF) + 256 * stream[at + 7];
                bands.add(Arrays.copyOfRange(stream, at + 8, at + 8 + rows * rowBytes));
                at += 8 + rows * rowBytes;
            } else if (stream[at] == 0x1B && stream[at + 1] == 'd') {
                at += 3;
            } else {
                assertThat(Arrays.copyOfRange(stream, at, at + 4)).containsExactly(0x1D, 'V', 66, 0);
                spoken.labels++;
                at += 4;
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        bands.forEach(all::writeBytes);
        spoken.dots = new Dots(8 * rowBytes, all.size() / rowBytes, all.toByteArray());
        spoken.copies = spoken.labels;
        return spoken;
    }
}
