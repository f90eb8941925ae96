package org.jekasy.command.ledger;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jekasy.language.Account;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.Claim;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CountryCode;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.PartyId;
import org.jekasy.language.Transport;
import org.jekasy.language.UnLocode;
import org.jspecify.annotations.Nullable;

/**
 * A consignment, a container, or one in the other leaves for a market. Every lot in it must meet the rules of that market on that day; the market
 * left out is that of the port it goes to. Told by the sender of the consignment, by who stuffed the container or holds a pallet in it.
 */
public record RecordDeparture(
        @Nullable ConsignmentId consignment,
        @Nullable ContainerNumber container,
        UnLocode from,
        @Nullable UnLocode to,
        @Nullable CountryCode market,
        Transport transport)
        implements LedgerCommand {
    // every lot of this ledger grew here
    private static final CountryCode ORIGIN = CountryCode.parse("ML");

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        if (consignment != null) {
            tags.add(Tag.consignment(consignment));
        }
        if (container != null) {
            tags.add(Tag.container(container));
        }
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        if (consignment == null && container == null) {
            throw new Refusal(Reason.MISSING, "field", "consignment");
        }
        situation.locode(from);
        if (to != null) {
            situation.locode(to);
        }
        CountryCode goesTo = market(situation);
        Load load = Load.under(situation, consignment, container);
        checkActor(situation, load);
        if (load.lots().isEmpty()) {
            throw consignment == null
                    ? new Refusal(Reason.MISSING, "field", "lots")
                    : new Refusal(Reason.ALL_RECEIVED, "consignment", consignment);
        }
        LocalDate day = LocalDate.ofInstant(situation.occurredAt(), ZoneOffset.UTC);
        load.lots().forEach(lot -> checkMarket(situation, situation.lot(lot), goesTo, day));
        return new ConsignmentDeparted(
                consignment, container, from, to, goesTo, transport, load.lots(), load.units(), situation.occurredAt());
    }

    private CountryCode market(Situation situation) {
        CountryCode of = to == null ? null : CountryCode.parse(to.text().substring(0, 2));
        CountryCode named = market == null ? of : market;
        if (named == null) {
            throw new Refusal(Reason.MISSING, "field", "market");
        }
        // nothing goes home by way of a foreign port
        if (named.equals(ORIGIN) && of != null && !of.equals(ORIGIN)) {
            throw new Refusal(Reason.UNREADABLE, "field", "market", "read", named);
        }
        return situation.rulebook().reference().markets().of(named);
    }

    private void checkActor(Situation situation, Load load) {
        PartyId by = situation.by();
        if (consignment != null) {
            PartyId sender = situation.consignment(consignment).sent().from();
            if (!sender.equals(by)) {
                throw Situation.notYours("consignment", consignment, sender, by);
            }
        }
        if (container != null) {
            PartyId holder = situation.container(container).holder();
            boolean holdsPart = load.units().stream()
                    .anyMatch(unit -> situation.unit(unit).whereabouts().equals(new Account.Stock(by)));
            if (!holder.equals(by) && !holdsPart) {
                throw Situation.notYours("container", container, holder, by);
            }
        }
    }

    private static void checkMarket(Situation situation, Lot lot, CountryCode goesTo, LocalDate day) {
        for (MarketRule rule : situation.rulebook().marketRules()) {
            if (rule.origin().equals(ORIGIN) && rule.appliesTo(lot.birth().product(), goesTo, day)) {
                for (Requirement requirement : rule.requires()) {
                    if (!isMet(situation, requirement, lot, goesTo, day)) {
                        throw new Refusal(
                                Reason.MARKET_CLOSED,
                                "market",
                                goesTo,
                                "lot",
                                lot.id(),
                                "requirement",
                                requirement.word(),
                                "rule",
                                rule.id(),
                                "legalReference",
                                rule.legalReference());
                    }
                }
            }
        }
    }

    // a certificate is linked to each lot it names, so the one that is there covers the lot
    private static boolean isMet(
            Situation situation, Requirement requirement, Lot lot, CountryCode goesTo, LocalDate day) {
        return switch (requirement) {
            case TREATMENT -> lot.birth().treatment() != null;
            case PHYTOSANITARY_CERTIFICATE, CERTIFICATE_COVERS_LOTS ->
                isCertified(situation, CertificateKind.PHYTOSANITARY, lot, goesTo, day);
            case CERTIFICATE_OF_INSPECTION_IF_ORGANIC_CLAIM ->
                !lot.birth().claims().contains(Claim.ORGANIC)
                        || isCertified(situation, CertificateKind.INSPECTION_ORGANIC, lot, goesTo, day);
            case NOT_ADMITTED -> false;
        };
    }

    private static boolean isCertified(
            Situation situation, CertificateKind kind, Lot lot, CountryCode goesTo, LocalDate day) {
        return lot.certificates().stream()
                .anyMatch(certificate -> certificate.kind() == kind
                        && isFor(situation, certificate, goesTo)
                        && !day.isBefore(certificate.issuedOn())
                        && (certificate.validTo() == null || !day.isAfter(certificate.validTo())));
    }

    private static boolean isFor(Situation situation, CertificateLinked certificate, CountryCode goesTo) {
        CountryCode named = certificate.market();
        return named == null
                || situation.rulebook().reference().markets().of(named).equals(goesTo);
    }
}
