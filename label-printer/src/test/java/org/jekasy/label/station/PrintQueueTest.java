package org.jekasy.label.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.station.PrintJob.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintQueueTest {
    private static final LotCode HARVEST = new LotCode("26092K7QF00045");
    private static final Instant NOON = Instant.parse("2026-04-02T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void whatWasBeingSentWhenThePowerWentIsUnknownAndTheRestWaits() {
        PrintJob sending = order(12);
        PrintJob waiting = order(3);
        try (PrintQueue queue = open()) {
            queue.add(sending);
            queue.add(waiting);
            to(queue, sending, State.SENDING);
        }
        try (PrintQueue queue = open()) {
            assertThat(queue.job(sending.id()).state()).isEqualTo(State.UNKNOWN);
            assertThat(queue.job(waiting.id())).isEqualTo(waiting);
        }
        try (PrintQueue queue = open()) {
            assertThat(queue.job(sending.id()).state()).isEqualTo(State.UNKNOWN);
            assertThat(queue.of("Zebra", Set.of(State.WAITING))).containsExactly(waiting);
        }
    }

    @Test
    void theOperatorWhoFindsTheLabelsSettlesIt() {
        try (PrintQueue queue = open()) {
            PrintJob job = unknown(queue);
            assertThat(queue.cameOut(job.id()).state()).isEqualTo(State.PRINTED);
            refused(Reason.JOB_MOVED_ON, () -> queue.cameOut(job.id()));
        }
    }

    @Test
    void whatIsPrintedAgainIsTheNextCopyAndSettlesWhatWasUnknown() {
        try (PrintQueue queue = open()) {
            PrintJob job = unknown(queue);
            PrintJob second = queue.again(job.id(), UUID.randomUUID(), 5);
            assertThat(second.copy()).isEqualTo(2);
            assertThat(second.count()).isEqualTo(5);
            assertThat(second.state()).isEqualTo(State.WAITING);
            assertThat(queue.job(job.id()).state()).isEqualTo(State.REPLACED);
            assertThat(queue.job(job.id()).fate().missing()).isEqualTo(5);
            // of the first order again: copy 2 is out already
            assertThat(queue.again(job.id(), UUID.randomUUID(), 1).copy()).isEqualTo(3);
        }
    }

    @Test
    void aFormThatIsSentTwicePrintsOnce() {
        try (PrintQueue queue = open()) {
            PrintJob job = order(2);
            queue.add(job);
            queue.add(job);
            to(queue, job, State.SENDING);
            to(queue, job, State.SENT);
            UUID key = UUID.randomUUID();
            queue.again(job.id(), key, 2);
            queue.again(job.id(), key, 2);
            assertThat(queue.jobs()).extracting(PrintJob::copy).containsExactly(2, 1);
        }
    }

    @Test
    void aFormThatIsSentAgainWithSomethingElseInItIsRefused() {
        try (PrintQueue queue = open()) {
            PrintJob job = order(2);
            queue.add(job);
            refused(
                    Reason.VALUE_REFUSED,
                    () -> queue.add(PrintJob.order(job.id(), NOON, "Zebra", HARVEST, LabelSize.CRATE, 3)));
            to(queue, job, State.SENDING);
            to(queue, job, State.SENT);
            UUID key = UUID.randomUUID();
            queue.again(job.id(), key, 2);
            refused(Reason.VALUE_REFUSED, () -> queue.again(job.id(), key, 1));
            assertThat(queue.jobs()).hasSize(2);
        }
    }

    @Test
    void onlyWhatLeftIsPrintedAgainAndOnlyWhatWaitsIsTakenBack() {
        try (PrintQueue queue = open()) {
            PrintJob job = order(2);
            queue.add(job);
            refused(Reason.JOB_MOVED_ON, () -> queue.again(job.id(), UUID.randomUUID(), 1));
            assertThat(queue.cancel(job.id()).state()).isEqualTo(State.CANCELLED);
            refused(Reason.JOB_MOVED_ON, () -> queue.cancel(job.id()));
            PrintJob unknown = unknown(queue);
            refused(Reason.JOB_MOVED_ON, () -> queue.cancel(unknown.id()));
            refused(Reason.VALUE_REFUSED, () -> queue.again(unknown.id(), UUID.randomUUID(), 13));
            refused(Reason.JOB_UNKNOWN, () -> queue.cameOut(UUID.randomUUID()));
        }
    }

    @Test
    void aFolderBelongsToOneStation() {
        try (StationFolder held = StationFolder.take(folder)) {
            assertThatIllegalStateException().isThrownBy(this::open).withMessageContaining("un autre poste");
            assertThat(held.journal("lots.jsonl").lines()).isEmpty();
        }
        try (PrintQueue queue = open()) {
            assertThat(queue.jobs()).isEmpty();
        }
    }

    @Test
    void anOrderWhoseLineWentBadIsUnknownAndTheOthersGoOn() throws Exception {
        PrintJob sent = order(12);
        PrintJob waiting = order(1);
        PrintJob later = order(2);
        try (PrintQueue queue = open()) {
            queue.add(sent);
            queue.add(waiting);
            to(queue, sent, State.SENDING);
            queue.change(waiting.id(), Set.of(State.WAITING), j -> j.to(State.WAITING, NOON.plusSeconds(1), null));
            queue.add(later);
        }
        Path file = folder.resolve("jobs.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(2, "\0\0\0" + lines.get(2).substring(3));
        Files.write(file, lines);
        for (int start = 0; start < 2; start++) {
            try (PrintQueue queue = open()) {
                assertThat(queue.job(sent.id()).state()).isEqualTo(State.UNKNOWN);
                assertThat(queue.job(sent.id()).note()).asString().contains("Comptez les étiquettes");
                assertThat(queue.of("Zebra", Set.of(State.WAITING)))
                        .extracting(PrintJob::id)
                        .containsExactly(waiting.id(), later.id());
            }
        }
    }

    @Test
    void aQueueFromBeforeLabelsHadNumbersIsRead() throws Exception {
        PrintJob sent = order(12);
        try (PrintQueue queue = open()) {
            queue.add(sent);
            to(queue, sent, State.SENDING);
        }
        Path file = folder.resolve("jobs.jsonl");
        String now = Files.readString(file);
        assertThat(now).contains(",\"serials\":[]");
        Files.writeString(file, now.replace(",\"serials\":[]", ""));
        try (PrintQueue queue = open()) {
            assertThat(queue.job(sent.id()).state()).isEqualTo(State.UNKNOWN);
            assertThat(queue.job(sent.id()).fate().serials()).isEmpty();
        }
    }

    @Test
    void whatIsDoneWithIsForgottenInTimeAndWhatIsOpenNever() throws Exception {
        try (PrintQueue queue = open()) {
            PrintJob unknown = unknown(queue);
            queue.add(order(1));
            // two lines each, as most have
            IntStream.range(0, 4 * PrintQueue.KEPT).forEach(_ -> {
                PrintJob job = order(1);
                queue.add(job);
                queue.cancel(job.id());
            });
            assertThat(queue.jobs()).hasSizeLessThan(3 * PrintQueue.KEPT).contains(unknown);
        }
        try (PrintQueue queue = open()) {
            assertThat(queue.jobs().getLast().state()).isEqualTo(State.UNKNOWN);
        }
    }

    private PrintQueue open() {
        try (StationFolder station = StationFolder.take(folder)) {
            return PrintQueue.in(station, CLOCK);
        }
    }

    private static PrintJob order(int count) {
        return PrintJob.order(UUID.randomUUID(), NOON, "Zebra", HARVEST, LabelSize.CRATE, count);
    }

    private static PrintJob unknown(PrintQueue queue) {
        PrintJob job = order(12);
        queue.add(job);
        to(queue, job, State.SENDING);
        to(queue, job, State.UNKNOWN);
        return queue.job(job.id());
    }

    private static void to(PrintQueue queue, PrintJob job, State state) {
        assertThat(queue.change(job.id(), Set.of(State.WAITING, State.SENDING), j -> j.to(state, NOON, null)))
                .isPresent();
    }

    private static void refused(Reason reason, Runnable deed) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(deed::run)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
