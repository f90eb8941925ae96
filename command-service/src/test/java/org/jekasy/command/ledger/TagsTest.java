package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EventId;
import org.jekasy.language.Gtin;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotsPacked;
import org.jekasy.language.LotsProcessed;
import org.jekasy.language.OneOfEach;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.RunId;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TagsTest {
    static List<LedgerEvent> events() {
        return OneOfEach.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void whoReadsTheHistoryOfAnythingMeetsEveryEventThatNamesIt(LedgerEvent event) throws ReflectiveOperationException {
        Set<Tag> named = new HashSet<>();
        collect(event, named);

        assertThat(Tags.of(event)).containsAll(named);
    }

    @ParameterizedTest
    @MethodSource("events")
    void aNameIsGivenUnderATagThatIsRead(LedgerEvent event) {
        assertThat(Tags.of(event)).containsAll(Tags.givenBy(event));
    }

    // every lot, pallet, container, consignment, run and recall, however deep
    private static void collect(@Nullable Object part, Set<Tag> named) throws ReflectiveOperationException {
        switch (part) {
            case null -> {}
            case LotId lot -> named.add(Tag.lot(lot));
            case Sscc unit -> named.add(Tag.unit(unit));
            case ContainerNumber container -> named.add(Tag.container(container));
            case ConsignmentId consignment -> named.add(Tag.consignment(consignment));
            case RunId run -> named.add(Tag.run(run));
            case RecallId recall -> named.add(Tag.recall(recall));
            case List<?> many -> {
                for (Object one : many) {
                    collect(one, named);
                }
            }
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    collect(component.getAccessor().invoke(record), named);
                }
            }
            default -> {}
        }
    }

    private static Set<Tag> of(Class<? extends LedgerEvent> type) {
        return Tags.of(OneOfEach.of(type));
    }

    @Test
    void theRegisterIsReadByItsNames() {
        assertThat(of(OrganisationRegistered.class))
                .containsExactlyInAnyOrder(
                        Tag.organisation(OneOfEach.COOPERATIVE),
                        Tag.organisations(),
                        Tag.issuer(IssuerCode.parse("K7QF")),
                        Tag.issuer(IssuerCode.parse("K7QG")));
        assertThat(of(PlaceRegistered.class)).containsExactly(Tag.place(PlaceId.parse("V-KAD-0012")));
        assertThat(of(ProducerRegistered.class)).containsExactly(Tag.producer(ProducerId.parse("P-KAD-0012")));
        assertThat(of(AliasAdded.class))
                .containsExactlyInAnyOrder(Tag.alias("09521234000112"), Tag.alias("9521234000037"));
        assertThat(Tags.of(new AliasAdded(
                        OneOfEach.STATION,
                        Gtin.parse("09521234000112"),
                        null,
                        OneOfEach.FRESH,
                        null,
                        null,
                        null,
                        OneOfEach.DAY)))
                .containsExactly(Tag.alias("09521234000112"));
    }

    @Test
    void aHarvestIsReadByItsLotTicketAndGrower() {
        assertThat(of(HarvestRecorded.class))
                .containsExactlyInAnyOrder(
                        Tag.lot(OneOfEach.lot(1)),
                        Tag.ticket(OneOfEach.COOPERATIVE, OneOfEach.MANGO, "T00045"),
                        Tag.grower(ProducerId.parse("P-KAD-0012"), OneOfEach.MANGO));
        assertThat(of(DeliveryRecorded.class))
                .containsExactlyInAnyOrder(
                        Tag.lot(OneOfEach.lot(2)),
                        Tag.ticket(org.jekasy.language.PartyId.parse("COOP-YOR-01"), OneOfEach.SHEA, "K00012"));
    }

    @Test
    void aCertificateIsReadByItsKindAndNumber() {
        assertThat(of(CertificateLinked.class))
                .contains(Tag.certificate(CertificateKind.PHYTOSANITARY, "ML-2026-004512"));
    }

    @Test
    void aCorrectionIsReadByWhatWasSaidAndByWhatIsSaidNow() {
        EventId target = OneOfEach.TARGET;
        EntryCorrected correction = new EntryCorrected(
                target,
                12,
                OneOfEach.MORNING,
                CorrectReason.WRONG_LOT,
                OneOfEach.harvest(1),
                OneOfEach.of(DeliveryRecorded.class),
                null);

        assertThat(Tags.of(correction))
                .containsAll(of(HarvestRecorded.class))
                .containsAll(of(DeliveryRecorded.class))
                .doesNotContain(Tag.entry(target));
    }

    @Test
    void whatGivesANameGivesItOnce() {
        Map<Class<? extends LedgerEvent>, Set<Tag>> given = Map.of(
                OrganisationRegistered.class,
                Set.of(
                        Tag.organisation(OneOfEach.COOPERATIVE),
                        Tag.issuer(IssuerCode.parse("K7QF")),
                        Tag.issuer(IssuerCode.parse("K7QG"))),
                PlaceRegistered.class,
                Set.of(Tag.place(PlaceId.parse("V-KAD-0012"))),
                ProducerRegistered.class,
                Set.of(Tag.producer(ProducerId.parse("P-KAD-0012"))),
                AliasAdded.class,
                Set.of(Tag.alias("09521234000112"), Tag.alias("9521234000037")),
                HarvestRecorded.class,
                Set.of(Tag.ticket(OneOfEach.COOPERATIVE, OneOfEach.MANGO, "T00045")),
                DeliveryRecorded.class,
                Set.of(Tag.ticket(org.jekasy.language.PartyId.parse("COOP-YOR-01"), OneOfEach.SHEA, "K00012")),
                LotsProcessed.class,
                Set.of(Tag.run(RunId.parse("SECH-2026-118"))),
                LotsPacked.class,
                Set.of(Tag.run(RunId.parse("COND-0511"))),
                ConsignmentShipped.class,
                Set.of(Tag.consignment(OneOfEach.CONSIGNMENT)),
                RecallOpened.class,
                Set.of(Tag.recall(RecallId.parse("RAP-2026-01"))));

        for (LedgerEvent event : events()) {
            assertThat(Tags.givenBy(event)).isEqualTo(given.getOrDefault(event.getClass(), Set.of()));
        }
    }

    @Test
    void tagsAreWrittenByKeyAndValue() {
        assertThat(Tag.lot(OneOfEach.lot(1))).hasToString("lot:26131K7QF00012");
        assertThat(Tag.grower(ProducerId.parse("P-1"), OneOfEach.MANGO).text()).isEqualTo("grower:P-1/MG-2026");
        assertThat(Tag.certificate(CertificateKind.LAB, "7").text()).isEqualTo("certificate:LAB/7");
        assertThat(Tag.entry(OneOfEach.TARGET).text()).isEqualTo("entry:01980000-0000-7000-8000-000000000009");
        assertThat(Tag.container(OneOfEach.CONTAINER).text()).isEqualTo("container:CSQU3054383");
    }
}
