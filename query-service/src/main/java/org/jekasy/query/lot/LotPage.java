package org.jekasy.query.lot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.Claim;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.CountryCode;
import org.jekasy.language.EventId;
import org.jekasy.language.Grams;
import org.jekasy.language.Gtin;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LabelOrderState;
import org.jekasy.language.LabelTemplate;
import org.jekasy.language.LotId;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.RuleCode;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Sscc;
import org.jekasy.language.Weight;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.PartyName;
import org.jekasy.query.register.PlaceName;
import org.jekasy.query.register.ProductName;
import org.jekasy.query.register.VarietyName;
import org.jspecify.annotations.Nullable;

/**
 * One lot as the ledger stood at {@code position}. {@code registered} is what it weighed when it was made; {@code stock} what each holder
 * may use; {@code treatment} the treatment the ledger says all of it carries; {@code adjustedG} the sum of all adjustments, less than 0 where mass was lost. Where it grew is the union over all it came from.
 */
public record LotPage(
        LotId lot,
        long position,
        LotState state,
        boolean held,
        boolean recalled,
        ProductName product,
        @Nullable VarietyName variety,
        SeasonId season,
        List<Claim> claims,
        Made made,
        List<PartyName> cooperatives,
        List<CommuneName> communes,
        @Nullable LocalDate harvestedFrom,
        @Nullable LocalDate harvestedTo,
        int harvests,
        Weight registered,
        Grams available,
        List<Stock> stock,
        List<OnConsignment> inTransit,
        List<OnConsignment> disputed,
        Grams used,
        Grams disposed,
        long adjustedG,
        @Nullable String treatment,
        List<Treatment> treatments,
        List<FlagLine> flags,
        List<HoldLine> holds,
        List<RecallLine> recalls,
        List<CertificateLine> certificates,
        Labels labels,
        List<LabelOrder> labelOrders,
        List<InUnit> units,
        List<ContainerNumber> containers,
        List<Correction> corrections) {
    /** How, when, where and by whom the lot was made; run and process where it came out of one, packing where it was packed. */
    public record Made(
            How how,
            long position,
            Instant at,
            LocalDate on,
            PartyName holder,
            PlaceName place,
            @Nullable RunId run,
            @Nullable String method,
            @Nullable String ticket,
            @Nullable Integer crates,
            @Nullable Packing packing) {}

    /** How many units, what one weighs net where all weigh the same, and what is known of them. */
    public record Packing(
            int count,
            @Nullable Weight netPerUnit,
            @Nullable Gtin gtin,
            @Nullable String calibre,
            @Nullable String grade) {}

    /** What a party holds. */
    public record Stock(PartyName holder, Grams weight) {}

    /** What is on its way, missing or disputed on a consignment. */
    public record OnConsignment(ConsignmentId consignment, Grams weight) {}

    /** A treatment the lot or something it came from went through. */
    public record Treatment(
            LotId lot, long position, @Nullable String method, LocalDate on, PlaceName facility, PartyName by) {}

    /** Something improbable that was accepted, and the reason given. */
    public record FlagLine(RuleCode code, String reason, long position, String type) {}

    /** A hold: why, since when, by whom; {@code released} once it is lifted. */
    public record HoldLine(
            EventId hold,
            HoldReason reason,
            HoldScope scope,
            Instant since,
            long position,
            PartyName by,
            @Nullable Released released) {}

    /** When and with what decision a hold was lifted. */
    public record Released(Instant at, long position, String decision, PartyName by) {}

    /** A recall that reaches the lot; {@code seed} where it began with it; {@code closed} once it ended. */
    public record RecallLine(
            RecallId recall,
            String hazard,
            RecallClass recallClass,
            @Nullable String notice,
            boolean seed,
            Instant since,
            long position,
            @Nullable Closed closed) {}

    /** When and how a recall ended. */
    public record Closed(Instant at, long position, String outcome) {}

    /** A certificate that names the lot. */
    public record CertificateLine(
            CertificateKind kind,
            String number,
            String issuer,
            LocalDate issuedOn,
            @Nullable LocalDate validTo,
            @Nullable CountryCode market,
            long position) {}

    /**
     * Labels printed and voided, how many of the printed ones have a number of their own, the addresses they carry, and of a packed lot how many units its maker
     * sent off and did not get back: more valid labels than units are for something else. How often they are scanned: {@code /lots/{lot}/scans}.
     */
    public record Labels(
            long issued,
            long voided,
            long serials,
            @Nullable Long unitsShipped,
            List<String> uris) {}

    /**
     * Labels ordered from a station, of the last twenty times the newest first: which and how many, from which station (left out: from any), and what was last said
     * of it; the state is left out while the order waits.
     */
    public record LabelOrder(
            EventId order,
            long position,
            Instant orderedAt,
            @Nullable LabelTemplate template,
            int count,
            @Nullable String station,
            @Nullable LabelOrderState state,
            @Nullable Integer printed,
            @Nullable String reason) {}

    /** A pallet that holds some of the lot. */
    public record InUnit(Sscc unit, long count, Grams weight) {}

    /** An entry about the lot that was corrected or voided: which, by whom, when, why. */
    public record Correction(
            long position,
            long target,
            String type,
            boolean voided,
            CorrectReason reason,
            @Nullable String note,
            Instant at,
            PartyName by) {}
}
