package org.jekasy.language.wire;

/** A record in the topic does not bear our seal. The message says what happened, what is safe and what to do, French first. */
public final class ForgedRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code position} is only what the record claims. */
    public ForgedRecord(String topic, long position, long offset) {
        super(
                ("Enregistrement falsifié dans le topic %s : celui qui se dit à la position %d (offset %d) ne porte pas notre sceau (faux, changé, déplacé, scellé d'une autre clé ou d'avant les sceaux). Rien n'en est cru : le journal est intact, les pages restent où elles sont. Ne remettez rien de ce topic dans le journal. Cherchez qui peut y écrire, puis supprimez le topic : le relais le remplit du journal ; ensuite ./ledger rebuild"
                                + "\nForged record in topic %s: the one that claims position %d (offset %d) does not bear our seal (false, altered, moved, sealed with another key or from before there were seals). Nothing of it is believed: the journal is untouched, the pages stay where they are. Put nothing of this topic back into the journal. Find who can write into it, then delete the topic: the relay fills it again from the journal; then ./ledger rebuild")
                        .formatted(topic, position, offset, topic, position, offset));
    }
}
