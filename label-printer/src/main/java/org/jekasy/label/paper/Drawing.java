package org.jekasy.label.paper;

import org.jekasy.label.qr.Qr;

/** What stands on one label, whoever draws it. */
sealed interface Drawing permits LabelDrawing, RollDrawing, TestDrawing {
    LabelSize size();

    /** The code that must be read back from what was drawn. */
    Qr code();

    /** What it is drawn of, as a refusal names it. */
    Object subject();

    void draw(Pen pen);
}
