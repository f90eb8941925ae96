package org.jekasy.command.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.DPoPProofContext;
import org.springframework.security.oauth2.jwt.DPoPProofJwtDecoderFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

/** Phones: each was invited by an administrator and is known by the public half of a P-256 key that can not leave it. */
final class Phones implements JwtDecoderFactory<RegisteredClient> {
    private static final int MOST_DAYS = 90;
    private static final Duration LONGEST_ASSERTION = Duration.ofMinutes(5);

    private final IdentityDatabase database;
    private final JdbcClient sql;
    private final Members members;
    private final Invitations invitations;
    private final Ledger ledger;
    private final Audit audit;
    private final Clock clock;
    private final DPoPProofJwtDecoderFactory proofs = new DPoPProofJwtDecoderFactory();

    Phones(
            IdentityDatabase database,
            Members members,
            Invitations invitations,
            Ledger ledger,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.sql = database.sql();
        this.members = members;
        this.invitations = invitations;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** A phone beside its member row: the issuer of its lot codes, its collection point, since when a copy of it is suspected, and how many of its sendings wait aside. */
    record Phone(
            Member member,
            IssuerCode issuer,
            PlaceId place,
            @Nullable Instant suspectSince,
            long aside) {}

    /** What a phone is to become: for {@code days} days from when it comes; {@code by} is the subject of the administrator who wants it. */
    record Planned(String operator, Set<Role> roles, PlaceId place, IssuerCode issuer, int days, String by) {
        // none of these words holds a space
        String text(PartyId organisation) {
            return String.join(
                    " ",
                    organisation.text(),
                    operator,
                    roles.stream().map(Role::word).sorted().collect(Collectors.joining(",")),
                    place.text(),
                    issuer.text(),
                    Integer.toString(days),
                    by);
        }

        static Planned read(List<String> words) {
            return new Planned(
                    words.get(1),
                    Set.of(words.get(2).split(",")).stream().map(Members::role).collect(Collectors.toSet()),
                    PlaceId.parse(words.get(3)),
                    IssuerCode.parse(words.get(4)),
                    Integer.parseInt(words.get(5)),
                    words.getLast());
        }
    }

    /** A code for a phone of the administrator's organisation: once, within ten minutes. */
    String invite(Member by, Planned planned, String address) {
        if (!Accounts.OPERATOR.matcher(planned.operator()).matches()) {
            throw new NotTaken(
                    "L’opérateur est un numéro comme op-7 (40 lettres, chiffres, tirets au plus), jamais un nom.",
                    "The operator is a number such as op-7 (at most 40 letters, digits, dashes), never a name.");
        }
        if (planned.roles().isEmpty() || planned.roles().contains(Role.ADMINISTRATOR)) {
            throw new NotTaken(
                    "Il faut au moins un rôle, et pas celui d’administrateur : un téléphone se perd.",
                    "At least one role is needed, and not the administrator's: phones get lost.");
        }
        if (planned.days() < 1 || planned.days() > MOST_DAYS) {
            throw new NotTaken(
                    "Un téléphone est inscrit pour 1 à 90 jours, pas " + planned.days() + ".",
                    "A phone is enrolled for 1 to 90 days, not " + planned.days() + ".");
        }
        Lots known = ledger.known(Set.of(Tag.issuer(planned.issuer()), Tag.place(planned.place())));
        if (!by.organisation().equals(known.issuer(planned.issuer())) || isGiven(planned.issuer())) {
            throw new NotTaken(
                    "Le code émetteur " + planned.issuer()
                            + " n’est pas un code libre de votre organisation. Enregistrez-en un, ou prenez-en un qu’aucun téléphone n’a eu.",
                    "Issuer code " + planned.issuer()
                            + " is not a free one of your organisation. Register one, or take one that no phone ever had.");
        }
        PlaceRegistered place = known.place(planned.place());
        if (place == null || !place.organisation().equals(by.organisation())) {
            throw new NotTaken(
                    "Le lieu " + planned.place() + " n’est pas enregistré par votre organisation.",
                    "Place " + planned.place() + " is not registered by your organisation.");
        }
        String detail = planned.text(by.organisation());
        String code = invitations.make(Invitations.Kind.PHONE, detail, clock.instant());
        audit.add(Audit.What.PHONE_INVITED, by, address, detail);
        return code;
    }

    private boolean isGiven(IssuerCode issuer) {
        return sql.sql("select exists (select from phone where issuer = ?)")
                .param(issuer.text())
                .query(Boolean.class)
                .single();
    }

    /**
     * The phone that comes with this invitation and a DPoP proof (RFC 9449) made for {@code target}: the proof brings its public key, and shows that it has
     * the private one. Of two with the same invitation one is taken; the one that was and asks again within ten minutes, as it does when the answer was lost, gets
     * the same answer. The administrator who made it must still be one.
     */
    Phone enrol(String invitation, String proof, String target, String address) {
        // before any signature is looked at: strangers make no work, and fill no memory of proofs
        if (!isInvited(invitation)) {
            throw notGood();
        }
        ECKey key = key(proof, target);
        return database.together(() -> {
            Optional<String> wanted = invitations.take(Invitations.Kind.PHONE, invitation.strip(), clock.instant());
            if (wanted.isEmpty()) {
                return cameWith(invitation, key).orElseThrow(Phones::notGood);
            }
            List<String> words = List.of(wanted.get().split(" "));
            Planned planned = Planned.read(words);
            if (members.find(planned.by())
                    .filter(by -> by.active() && by.roles().contains(Role.ADMINISTRATOR))
                    .isEmpty()) {
                throw notGood();
            }
            String device = "tel-" + HexFormat.of().formatHex(Codes.bytes(6));
            Member member = new Member(
                    device,
                    Member.Kind.PHONE,
                    PartyId.parse(words.getFirst()),
                    planned.operator(),
                    device,
                    planned.roles(),
                    Set.of(),
                    true,
                    // as the table keeps it: told again it is the same
                    clock.instant().truncatedTo(ChronoUnit.MICROS).plus(Duration.ofDays(planned.days())),
                    null);
            try {
                members.add(member, clock.instant());
                sql.sql(
                                "insert into phone (subject, public_key, thumbprint, issuer, place, square) values (?, ?, ?, ?, ?, ?)")
                        .params(
                                device,
                                key.toJSONString(),
                                thumbprint(key),
                                planned.issuer().text(),
                                planned.place().text(),
                                Codes.hash(invitation.strip()))
                        .update();
            } catch (DuplicateKeyException taken) {
                throw new NotTaken(
                        "Cette clé ou ce code émetteur est déjà celui d’un téléphone. Faites une nouvelle clé ; si cela se répète, demandez une invitation avec un autre code émetteur.",
                        "This key or this issuer code already is a phone's. Make a new key; if it happens again, ask for an invitation with another issuer code.");
            }
            audit.add(Audit.What.PHONE_ENROLLED, member, address, planned.issuer() + " " + planned.place());
            return new Phone(member, planned.issuer(), planned.place(), null, 0);
        });
    }

    /** Whether this invitation would be taken now, or was by a phone that may still ask for its answer. */
    boolean isInvited(String invitation) {
        return invitations.isGood(Invitations.Kind.PHONE, invitation.strip(), clock.instant())
                || sql.sql("select exists (select" + CAME_WITH + ")")
                        .params(Codes.hash(invitation.strip()), Members.at(lately()))
                        .query(Boolean.class)
                        .single();
    }

    private Optional<Phone> cameWith(String invitation, ECKey key) {
        return sql.sql(SELECT + CAME_WITH + " and thumbprint = ?")
                .params(Codes.hash(invitation.strip()), Members.at(lately()), thumbprint(key))
                .query((row, number) -> read(row))
                .optional();
    }

    private Instant lately() {
        return clock.instant().minus(Invitations.Kind.PHONE.life);
    }

    private static NotTaken notGood() {
        return new NotTaken(
                "Cette invitation n’est pas (ou plus) valable : elle sert une fois, pendant 10 minutes. Demandez-en une autre.",
                "This invitation is not valid (any more): it is good once, for 10 minutes. Ask for another.");
    }

    // what the proof is signed with is what it says, never private, and fresh: the library sees to that
    private ECKey key(String proof, String target) {
        try {
            Jwt shown = proofs.createDecoder(DPoPProofContext.withDPoPProof(proof)
                            .method("POST")
                            .targetUri(target)
                            .build())
                    .decode(proof);
            if (keyOf(shown) instanceof ECKey key && Curve.P_256.equals(key.getCurve())) {
                // nothing of what else the phone may say of its key is kept
                return new ECKey.Builder(key.getCurve(), key.getX(), key.getY()).build();
            }
        } catch (JwtException | IllegalArgumentException | ParseException bad) {
            // said below
        }
        throw new NotTaken(
                "L’en-tête DPoP n’est pas la preuve d’une clé P-256 (ES256, sans partie privée), pour l’adresse "
                        + target + " (htu) et de cette minute.",
                "The header DPoP is not the proof of a P-256 key (ES256, without its private part), for the address "
                        + target + " (htu) and of this minute.");
    }

    @SuppressWarnings("unchecked") // a JSON object, as the library read it
    private static JWK keyOf(Jwt proof) throws ParseException {
        return JWK.parse((Map<String, Object>) proof.getHeaders().getOrDefault("jwk", Map.of()));
    }

    private static String thumbprint(JWK key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Optional<Phone> find(String subject) {
        return sql.sql(SELECT + FROM + " where phone.subject = ?")
                .param(subject)
                .query((row, number) -> read(row))
                .optional();
    }

    List<Phone> of(PartyId organisation) {
        return sql.sql(SELECT + FROM + " where member.organisation = ? order by added_at, subject")
                .param(organisation.text())
                .query((row, number) -> read(row))
                .list();
    }

    private static final String FROM = " from member join phone using (subject)";
    private static final String CAME_WITH = FROM + " where square = ? and added_at > ? and active";
    private static final String SELECT = "select " + Members.COLUMNS
            + ", issuer, place, suspect_since, (select count(*) from quarantine where quarantine.subject = phone.subject and decided is null) as aside";

    private static Phone read(ResultSet row) throws SQLException {
        return new Phone(
                Members.read(row),
                IssuerCode.parse(row.getString("issuer")),
                PlaceId.parse(row.getString("place")),
                Members.instant(row, "suspect_since"),
                row.getLong("aside"));
    }

    /** For good. What it still sends is kept aside. */
    void revoke(Member phone, Member by, String address) {
        database.together(() -> {
            boolean changed = members.activate(phone.subject(), false);
            if (changed) {
                audit.add(Audit.What.PHONE_REVOKED, by, address, phone.subject());
            }
            return changed;
        });
        members.forget(phone.subject());
    }

    /** It was no copy. The next number with another content raises the alarm anew; what waits goes on waiting. */
    void clear(Member phone, Member by, String address) {
        database.together(() -> {
            int cleared = sql.sql(
                            "update phone set suspect_since = null where subject = ? and suspect_since is not null")
                    .param(phone.subject())
                    .update();
            if (cleared == 1) {
                audit.add(Audit.What.PHONE_CLEARED, by, address, phone.subject());
            }
            return cleared;
        });
    }

    /** Revokes every phone that records under this person's number, and forgets the squares for one. */
    void revokeAllOf(Member person, Member by, String address) {
        String operator = person.operator();
        if (operator == null) {
            return;
        }
        // first: this waits for one that comes in at this moment
        invitations.forgetPhones(person.organisation().text(), operator);
        for (Phone phone : of(person.organisation())) {
            if (operator.equals(phone.member().operator())) {
                revoke(phone.member(), by, address);
            }
        }
    }

    // -- at the token endpoint

    /** Reads the assertion (RFC 7523) a phone signs in with: by its own key, and by no other. */
    @Override
    public JwtDecoder createDecoder(RegisteredClient phone) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(
                        new ImmutableJWKSet<>(new JWKSet(publicKey(phone.getClientId()))))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtClientAssertionDecoderFactory.DEFAULT_JWT_VALIDATOR_FACTORY.apply(phone),
                // one that was seen on its way is worth little
                new JwtClaimValidator<Instant>(
                        "exp",
                        end -> end != null && end.isBefore(clock.instant().plus(LONGEST_ASSERTION)))));
        return decoder;
    }

    private JWK publicKey(String subject) {
        String kept = sql.sql("select public_key from phone where subject = ?")
                .param(subject)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        try {
            return JWK.parse(kept);
        } catch (ParseException spoiled) {
            throw new IllegalStateException(subject + ": its key can not be read", spoiled);
        }
    }

    /** A phone's token is bound to the phone's own key, or not made. */
    void checkBound(JwtEncodingContext token) {
        String subject = token.getRegisteredClient().getClientId();
        Jwt proof = token.get(OAuth2TokenContext.DPOP_PROOF_KEY);
        try {
            if (proof != null && thumbprint(keyOf(proof)).equals(thumbprint(publicKey(subject)))) {
                return;
            }
        } catch (ParseException unreadable) {
            // said below
        }
        throw new OAuth2AuthenticationException(new OAuth2Error(
                OAuth2ErrorCodes.INVALID_DPOP_PROOF, "a phone proves (DPoP) the key that it was enrolled with", null));
    }
}
