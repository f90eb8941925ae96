package org.jekasy.query.origin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jekasy.language.CommuneId;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.Weight;
import org.jekasy.query.lot.Ancestries;
import org.jekasy.query.lot.Ancestry;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Origin shares, exactly: fractions of whole numbers all the way, grams only at the end. */
@Component
public class OriginPages {
    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final Ancestries ancestries;
    private final Names names;

    OriginPages(Snapshot snapshot, JdbcClient readClient, Ancestries ancestries, Names names, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
        this.ancestries = ancestries;
        this.names = names;
    }

    /** The shares of one lot as the ledger stood at a position (null: now); {@link Unknown} where there was no such lot. */
    public OriginPage page(LotId lot, @Nullable Long asOf) {
        return snapshot.walk(asOf, at -> {
            sights.demand(lot);
            // a voided lot keeps the page it had
            Weight registered = sql.sql(
                            "select weight_g from made where lot = :lot and position <= :at order by position desc limit 1")
                    .param("lot", lot.text())
                    .param("at", at)
                    .query(Long.class)
                    .optional()
                    .map(Weight::ofGrams)
                    .orElseThrow(() -> new Unknown("lot", lot.text()));
            Ancestry ancestry = ancestries.of(lot, at);
            Composition composition = Composition.of(ancestry);
            int harvests = ancestry.harvests().size();
            Names.Known known = names.of(
                    composition.parts().keySet().stream()
                            .flatMap(source -> Optional.ofNullable(source.cooperative()).stream())
                            .toList(),
                    List.of(),
                    at);
            boolean possible = harvests > 1;
            return new OriginPage(
                    lot,
                    at,
                    registered,
                    possible,
                    harvests,
                    shares(
                            composition,
                            registered,
                            possible,
                            Composition.Source::cooperative,
                            PartyId::compareTo,
                            known::party),
                    shares(
                            composition,
                            registered,
                            possible,
                            Composition.Source::commune,
                            CommuneId::compareTo,
                            CommuneName::of),
                    shares(composition, registered, possible, Composition.Source::week, Week::compareTo, week -> week));
        });
    }

    // in the order of ids and weeks, so that the same lot always reads the same
    private static <K, T> List<OriginPage.Share<T>> shares(
            Composition composition,
            Weight registered,
            boolean possible,
            Function<Composition.Source, @Nullable K> by,
            Comparator<K> order,
            Function<K, T> named) {
        Map<@Nullable K, BigInteger> sums = new TreeMap<>(Comparator.nullsLast(order));
        composition.parts().forEach((source, part) -> sums.merge(by.apply(source), part, BigInteger::add));
        List<BigInteger> parts = List.copyOf(sums.values());
        List<Long> grams = Apportionment.of(registered.grams(), parts);
        List<Long> hundredths = Apportionment.of(10_000, parts);
        List<OriginPage.Share<T>> shares = new ArrayList<>();
        int i = 0;
        for (Map.Entry<@Nullable K, BigInteger> sum : sums.entrySet()) {
            K key = sum.getKey();
            shares.add(new OriginPage.Share<>(
                    key == null ? null : named.apply(key),
                    Grams.ofGrams(grams.get(i)),
                    BigDecimal.valueOf(hundredths.get(i), 2),
                    possible && sums.size() > 1));
            i++;
        }
        return shares;
    }
}
