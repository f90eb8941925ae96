package org.jekasy.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.jekasy.query.read.Snapshot.Head;
import org.junit.jupiter.api.Test;

class KeptTest {
    private static final Head TENTH = new Head(10, 1);
    private static final Head ELEVENTH = new Head(11, 2);

    private final Kept<String, Answer> kept = new Kept<>(2);
    private int readings;

    private record Answer(long position, int reading) {}

    private Answer ask(Head head, String question, long position) {
        return kept.answer(head, question, () -> new Answer(position, ++readings), Answer::position);
    }

    @Test
    void theSameQuestionIsReadOnceWhileNothingIsRecorded() {
        assertThat(ask(TENTH, "a", 10)).isEqualTo(ask(TENTH, "a", 10));
        assertThat(readings).isOne();
    }

    @Test
    void anEntryMakesEveryAnswerOld() {
        ask(TENTH, "a", 10);
        assertThat(ask(ELEVENTH, "a", 11)).isEqualTo(new Answer(11, 2));
        assertThat(ask(TENTH, "a", 10)).isEqualTo(new Answer(10, 3));
    }

    @Test
    void anotherReadingOfTheSamePlaceMakesThemOldToo() {
        ask(TENTH, "a", 10);
        assertThat(ask(new Head(10, 9), "a", 10)).isEqualTo(new Answer(10, 2));
    }

    @Test
    void anAnswerThatIsNewerThanTheLookAtTheHeadIsGivenButNotKept() {
        assertThat(ask(TENTH, "a", 11)).isEqualTo(new Answer(11, 1));
        assertThat(ask(TENTH, "a", 10)).isEqualTo(new Answer(10, 2));
    }

    @Test
    void noMoreAreKeptThanThereIsRoomFor() {
        ask(TENTH, "a", 10);
        ask(TENTH, "b", 10);
        ask(TENTH, "c", 10);
        ask(TENTH, "c", 10);
        assertThat(readings).isEqualTo(4);
        ask(TENTH, "a", 10);
        assertThat(readings).isEqualTo(4);
    }
}
