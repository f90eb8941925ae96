package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jekasy.language.Account;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.Claim;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.Contents;
import org.jekasy.language.EventId;
import org.jekasy.language.HoldReason;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Sscc;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/** What the rules know of one lot, folded from its history. Holds only what some rule asks. Grams throughout. */
public final class Lot {
    /** How a lot came to be: what it is, how it was treated against fruit fly (null: not), when, and with which mass. */
    public record Birth(
            ProductCode product,
            @Nullable VarietyCode variety,
            SeasonId season,
            Set<Claim> claims,
            @Nullable String treatment,
            Weight weight,
            Instant at,
            @Nullable ProducerId producer) {
        public Birth {
            claims = Set.copyOf(claims);
        }
    }

    private final LotId id;
    private @Nullable Birth birth;
    private final Map<Account, Long> balances = new HashMap<>();
    final Map<EventId, HoldReason> holds = new LinkedHashMap<>();
    final Set<RecallId> recalls = new LinkedHashSet<>();
    final Set<LotId> parents = new LinkedHashSet<>();
    final Set<LotId> children = new LinkedHashSet<>();
    final Map<Sscc, Contents> boxed = new LinkedHashMap<>();
    final Set<EventId> holdsOfDescendants = new LinkedHashSet<>();
    final Set<CertificateLinked> certificates = new LinkedHashSet<>();
    int cartons;

    @Nullable
    Weight netPerCarton;

    long adjusted;
    int labelsIssued;
    int labelsVoided;
    final Set<String> serials = new LinkedHashSet<>();

    Lot(LotId id) {
        this.id = id;
    }

    public LotId id() {
        return id;
    }

    /** False until the entry that made the lot. */
    public boolean isKnown() {
        return birth != null;
    }

    /** What the lot is; a lot that is not known is refused. */
    public Birth birth() {
        if (birth == null) {
            throw new Refusal(Reason.UNKNOWN_LOT, "lot", id);
        }
        return birth;
    }

    void born(Birth how) {
        birth = how;
    }

    /** Grams on one account, 0 where there was never any. */
    public long on(Account account) {
        return balances.getOrDefault(account, 0L);
    }

    void move(Account account, long grams) {
        if (account.isInside()) {
            balances.merge(account, grams, Long::sum);
        }
    }

    /** Grams this party holds. */
    public long with(PartyId holder) {
        return on(new Account.Stock(holder));
    }

    /** True when this party holds something of the lot, or once did. */
    public boolean wasWith(PartyId holder) {
        return balances.containsKey(new Account.Stock(holder));
    }

    /** Who holds something of the lot now. */
    public Set<PartyId> holders() {
        Set<PartyId> holders = new LinkedHashSet<>();
        balances.forEach((account, grams) -> {
            if (account instanceof Account.Stock stock && grams > 0) {
                holders.add(stock.holder());
            }
        });
        return holders;
    }

    /** Holds in force, by the entry that set them. */
    public Map<EventId, HoldReason> holds() {
        return Collections.unmodifiableMap(holds);
    }

    public Set<RecallId> recalls() {
        return Collections.unmodifiableSet(recalls);
    }

    public Set<LotId> children() {
        return Collections.unmodifiableSet(children);
    }

    public Set<LotId> parents() {
        return Collections.unmodifiableSet(parents);
    }

    /** Pallets that hold cartons of this lot. */
    public Set<Sscc> units() {
        return Collections.unmodifiableSet(boxed.keySet());
    }

    /** Cartons that were packed and are on no pallet. */
    public int looseCartons() {
        return cartons - boxed.values().stream().mapToInt(Contents::count).sum();
    }

    /** True when the lot was packed in counted cartons. */
    public boolean isPacked() {
        return cartons > 0;
    }

    /** Net weight of one carton, null for a lot that is not in cartons. */
    public @Nullable Weight netPerCarton() {
        return netPerCarton;
    }

    /** A consignment that some of the lot travels in, null where none does. */
    public @Nullable ConsignmentId travelsIn() {
        for (Map.Entry<Account, Long> balance : balances.entrySet()) {
            if (balance.getKey() instanceof Account.Transit transit && balance.getValue() > 0) {
                return transit.consignment();
            }
        }
        return null;
    }

    /** True while a hold that reaches what comes of the lot, or a recall, is open. */
    public boolean reachesDescendants() {
        return !recalls.isEmpty() || !holdsOfDescendants.isEmpty();
    }

    /** Certificates that cover the lot. */
    public Set<CertificateLinked> certificates() {
        return Collections.unmodifiableSet(certificates);
    }
}
