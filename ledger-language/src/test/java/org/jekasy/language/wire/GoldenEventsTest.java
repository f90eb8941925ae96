package org.jekasy.language.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.OneOfEach;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is stored is stored for ever. One file per event and version, as the ledger writes it, is read forwards (to the record it always meant) and
 * backwards (from the record to the same bytes). A file that is there is never changed: a new detail is a new version with a file of its own.
 */
class GoldenEventsTest {
    private static final List<String> NAMES = List.of(
            "AliasAdded.v1",
            "ApprovalGranted.v1",
            "ApprovalRejected.v1",
            "ApprovalRequested.v1",
            "CertificateLinked.v1",
            "CodeBound.v1",
            "CodesIssued.v1",
            "CodesVoided.v1",
            "ConsignmentArrived.v1",
            "ConsignmentDeparted.v1",
            "ConsignmentReceived.v1",
            "ConsignmentShipped.v1",
            "ContainerStuffed.v1",
            "DeliveryRecorded.v1",
            "EntryCorrected.v1",
            "EntryVoided.v1",
            "HarvestRecorded.v1",
            "LabelOrderReported.v1",
            "LabelsIssued.v2",
            "LabelsOrdered.v1",
            "LabelsVoided.v1",
            "LogisticUnitBuilt.v1",
            "LogisticUnitDismantled.v1",
            "LotDisposed.v1",
            "LotHeld.v1",
            "LotInspected.v1",
            "LotQuantityAdjusted.v1",
            "LotReleased.v1",
            "LotSplit.v1",
            "LotTreated.v1",
            "LotWeighed.v1",
            "LotsGrouped.v1",
            "LotsPacked.v1",
            "LotsProcessed.v1",
            "MembershipChanged.v1",
            "OrganisationRegistered.v1",
            "PlaceRegistered.v1",
            "ProducerRegistered.v1",
            "RecallClosed.v1",
            "RecallOpened.v1",
            "SealChanged.v1",
            "VisibilityGranted.v1",
            "VisibilityWithdrawn.v1");

    /** Stored once, read for ever and written no more. */
    private static final Map<String, LedgerEvent> OLDER =
            Map.of("LabelsIssued.v1", withoutCopy((LabelsIssued) meant("LabelsIssued.v2")));

    private static LedgerEvent withoutCopy(LabelsIssued e) {
        return new LabelsIssued(e.lot(), e.uri(), e.count(), e.serials(), e.printer(), null);
    }

    static List<LedgerEvent> events() {
        return OneOfEach.events();
    }

    static List<String> names() {
        return NAMES;
    }

    private static LedgerEvent meant(String name) {
        return events().stream()
                .filter(event -> EventType.of(event).wire().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example of " + name));
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenEventsTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            assertThat(in).as("golden file of %s", name).isNotNull();
            // the line end is the editor's, not the ledger's
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .stripTrailing()
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatWasStoredReadsAsItAlwaysMeant(String name) throws IOException {
        LedgerEntry expected = OneOfEach.entry(meant(name));

        assertThat(EventJson.read(1234, golden(name))).isEqualTo(expected);
    }

    @Test
    void whatWasStoredInAnOlderVersionIsReadForEver() throws IOException {
        for (Map.Entry<String, LedgerEvent> older : OLDER.entrySet()) {
            assertThat(EventJson.read(1234, golden(older.getKey()))).isEqualTo(OneOfEach.entry(older.getValue()));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameFactIsWrittenToTheSameBytes(String name) throws IOException {
        byte[] written = EventJson.write(OneOfEach.entry(meant(name)));

        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo(new String(golden(name), StandardCharsets.UTF_8));
    }

    @Test
    void aMapperBuiltAnewReadsAndWritesThemToo() throws IOException {
        JsonMapper mapper = EventJson.build();
        for (String name : NAMES) {
            LedgerEntry entry = OneOfEach.entry(meant(name));

            assertThat(EventJson.read(mapper, 1234, golden(name))).isEqualTo(entry);
            assertThat(EventJson.write(mapper, entry)).isEqualTo(golden(name));
        }
    }

    @Test
    void everyWordHasItsStoredNameAndNoNameIsLost() {
        assertThat(EventType.all().values())
                .extracting(EventType::wire)
                .containsExactlyInAnyOrderElementsOf(NAMES)
                .hasSize(LedgerEvent.class.getPermittedSubclasses().length);
        assertThat(EventType.of(OneOfEach.harvest(1))).isEqualTo(new EventType("HarvestRecorded", 1));
    }

    @Test
    void everyStoredNameHasItsFileAndEveryFileItsName() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(NAMES.stream(), OLDER.keySet().stream())
                            .toList());
        }
    }

    @Test
    void everyFieldOfAnExampleIsFilled() throws ReflectiveOperationException {
        for (LedgerEvent event : events()) {
            for (RecordComponent component : event.getClass().getRecordComponents()) {
                assertThat(component.getAccessor().invoke(event))
                        .as("%s of %s", component.getName(), EventType.of(event).wire())
                        .isNotNull()
                        .isNotEqualTo(List.of());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatMayBeLeftOutIsLeftOut(LedgerEvent event) throws ReflectiveOperationException {
        LedgerEvent bare = bare(event);

        byte[] written = EventJson.write(OneOfEach.entry(bare));

        assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("null");
        assertThat(EventJson.read(1234, written)).isEqualTo(OneOfEach.entry(bare));
    }

    /** The event without all that is optional. */
    private static LedgerEvent bare(LedgerEvent event) throws ReflectiveOperationException {
        RecordComponent[] components = event.getClass().getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            boolean optional = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean list = components[i].getType() == List.class;
            values[i] = optional
                    ? null
                    : list ? List.of() : components[i].getAccessor().invoke(event);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return (LedgerEvent) event.getClass().getDeclaredConstructor(types).newInstance(values);
    }
}
