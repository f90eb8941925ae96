package org.jekasy.label.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Random;

/** What happens to a label between the scale and the warehouse; the same seed, the same damage. */
enum Damage {
    CLEAN {
        @Override
        void happen(Graphics2D g, BufferedImage label, Random chance) {
            g.drawImage(label, 0, 0, null);
        }
    },
    TURNED {
        @Override
        void happen(Graphics2D g, BufferedImage label, Random chance) {
            int side = Math.max(label.getWidth(), label.getHeight());
            AffineTransform turn =
                    AffineTransform.getRotateInstance(Math.toRadians(5 + chance.nextInt(350)), side / 2.0, side / 2.0);
            turn.scale(0.7, 0.7);
            turn.translate(side * 0.2, side * 0.2);
            g.drawImage(label, turn, null);
        }
    },
    SCRATCHED {
        @Override
        void happen(Graphics2D g, BufferedImage label, Random chance) {
            g.drawImage(label, 0, 0, null);
            for (int scratch = 0; scratch < 14; scratch++) {
                g.setColor(chance.nextBoolean() ? Color.WHITE : Color.DARK_GRAY);
                g.setStroke(new BasicStroke(1 + chance.nextInt(3)));
                g.drawLine(
                        chance.nextInt(label.getWidth()),
                        chance.nextInt(label.getHeight()),
                        chance.nextInt(label.getWidth()),
                        chance.nextInt(label.getHeight()));
            }
        }
    },
    STAINED {
        @Override
        void happen(Graphics2D g, BufferedImage label, Random chance) {
            g.drawImage(label, 0, 0, null);
            for (int drop = 0; drop < 9; drop++) {
                // shea butter and mango juice: see-through brown, now and then mud that is not
                g.setColor(drop < 7 ? new Color(90, 60, 20, 110) : new Color(70, 50, 30));
                int size = drop < 7 ? 10 + chance.nextInt(label.getWidth() / 4) : 6 + chance.nextInt(14);
                g.fillOval(
                        chance.nextInt(label.getWidth()) - size / 2,
                        chance.nextInt(label.getHeight()) - size / 2,
                        size,
                        size * 2 / 3);
            }
        }
    },
    FADED {
        @Override
        void happen(Graphics2D g, BufferedImage label, Random chance) {
            g.drawImage(label, 0, 0, null);
            int light = 140 + chance.nextInt(60);
            // of 255 steps between black and white some 50 are left
            g.setColor(new Color(light, light, light, 205));
            g.fillRect(0, 0, label.getWidth(), label.getHeight());
        }
    };

    abstract void happen(Graphics2D g, BufferedImage label, Random chance);

    /** The label after it, in grey, on a paper that holds it at any angle. */
    BufferedImage on(BufferedImage label, long seed) {
        int side = Math.max(label.getWidth(), label.getHeight());
        int high = this == TURNED ? side : label.getHeight();
        int wide = this == TURNED ? side : label.getWidth();
        BufferedImage after = new BufferedImage(wide, high, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = after.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, wide, high);
        happen(g, label, new Random(seed));
        g.dispose();
        return after;
    }
}
