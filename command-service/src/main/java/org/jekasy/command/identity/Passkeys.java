package org.jekasy.command.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.MissingChallengeException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keys in people's devices, made and used as Web Authentication says. A device has to check who holds it (fingerprint, face, code), so that one key is what
 * somebody has and is at once: it stands for password and code together.
 */
final class Passkeys {
    /** As many may one person have. */
    static final int MOST = 10;

    /** As long may a device take over making a key, or proving one. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Passkeys.class);

    static final int LONGEST_NAME = 60;

    // as Web Authentication says
    private static final int LONGEST_ID = 1023;
    private static final int LONGEST_ANSWER = 16 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new WebauthnJacksonModule())
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final IdentityDatabase database;
    private final JdbcClient sql;
    private final RelyingParty party;
    private final Audit audit;
    private final Clock clock;
    private final Counter copied;
    private final WebAuthnRelyingPartyOperations making;
    private final WebAuthnRelyingPartyOperations proving;

    Passkeys(IdentityDatabase database, RelyingParty party, Audit audit, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.sql = database.sql();
        this.party = party;
        this.audit = audit;
        this.clock = clock;
        this.copied = Counter.builder("jekasy.passkey.copied")
                .description("answers of passkeys whose counter went back: there are two of that key")
                .register(meters);
        this.making = ceremony(sql, party, this::keep);
        this.proving = ceremony(sql, party, this::use);
    }

    /** A key as its holder sees it. */
    record Shown(
            long number,
            String name,
            Instant addedAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant suspectSince) {}

    /** Whose key it was that answered. */
    record Proven(String subject, long number) {
        /** As the audit names it. */
        String detail() {
            return Passkeys.detail(number);
        }
    }

    RelyingParty party() {
        return party;
    }

    List<Shown> of(Member member) {
        return sql.sql(
                        "select number, name, added_at, last_used_at, suspect_since from passkey where subject = ? order by number")
                .param(member.subject())
                .query((row, line) -> new Shown(
                        row.getLong("number"),
                        row.getString("name"),
                        row.getObject("added_at", OffsetDateTime.class).toInstant(),
                        Members.instant(row, "last_used_at"),
                        Members.instant(row, "suspect_since")))
                .list();
    }

    /** What a browser is asked to make a key for. */
    PublicKeyCredentialCreationOptions toMake(Member member) {
        return making.createPublicKeyCredentialCreationOptions(new ImmutablePublicKeyCredentialCreationOptionsRequest(
                UsernamePasswordAuthenticationToken.authenticated(member.subject(), null, List.of())));
    }

    /** What a browser is asked to prove, whoever sits before it. */
    PublicKeyCredentialRequestOptions toProve() {
        return proving.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
    }

    /** As the script of the page reads it. */
    static String json(Object options) {
        return JSON.writeValueAsString(options);
    }

    /** Keeps the key that was made for what was asked. */
    void add(
            Member member,
            @Nullable PublicKeyCredentialCreationOptions asked,
            String name,
            String answer,
            String address) {
        if (asked == null) {
            throw new PasskeyRefused(PasskeyRefused.Why.STALE, member.subject());
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new PasskeyRefused(PasskeyRefused.Why.UNNAMED, member.subject());
        }
        PublicKeyCredential<AuthenticatorAttestationResponse> made = read(
                        answer, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {})
                .orElseThrow(() -> new PasskeyRefused(PasskeyRefused.Why.NOT_PROVEN, member.subject()));
        if (find(made.getRawId()).isPresent()) {
            throw new PasskeyRefused(PasskeyRefused.Why.ALREADY_HERE, member.subject());
        }
        database.together(() -> {
            // who adds two at once waits here
            String holder = sql.sql("select subject from passkey_holder where handle = ? for update")
                    .param(asked.getUser().getId().getBytes())
                    .query(String.class)
                    .single();
            if (!holder.equals(member.subject())) {
                throw new PasskeyRefused(PasskeyRefused.Why.STALE, member.subject());
            }
            if (of(member).size() >= MOST) {
                throw new PasskeyRefused(PasskeyRefused.Why.MANY, member.subject());
            }
            CredentialRecord kept = verified(
                    member.subject(),
                    () -> making.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                            asked, new RelyingPartyPublicKey(made, name.strip()))));
            // the library keeps it under the id beside the answer, which nothing vouches for
            if (!Arrays.equals(attested(kept), kept.getCredentialId().getBytes())) {
                throw new PasskeyRefused(PasskeyRefused.Why.NOT_PROVEN, member.subject());
            }
            audit.add(
                    Audit.What.PASSKEY_ADDED,
                    member,
                    address,
                    find(kept.getCredentialId()).orElseThrow().detail());
            return kept;
        });
    }

    /** Whose key this answer to what was asked proves. The next answer of the same key has to count further. */
    Proven prove(
            @Nullable PublicKeyCredentialRequestOptions asked,
            PublicKeyCredential<AuthenticatorAssertionResponse> answered) {
        if (asked == null) {
            throw new PasskeyRefused(PasskeyRefused.Why.STALE, null);
        }
        Proven proven =
                find(answered.getRawId()).orElseThrow(() -> new PasskeyRefused(PasskeyRefused.Why.UNKNOWN, null));
        Bytes handle = answered.getResponse().getUserHandle();
        if (handle != null && !isOf(proven.subject(), handle)) {
            throw new PasskeyRefused(PasskeyRefused.Why.NOT_PROVEN, proven.subject());
        }
        try {
            verified(
                    proven.subject(),
                    () -> proving.authenticate(new RelyingPartyAuthenticationRequest(asked, answered)));
        } catch (PasskeyRefused refused) {
            if (refused.why() == PasskeyRefused.Why.COPIED) {
                suspect(proven);
            }
            throw refused;
        }
        return proven;
    }

    boolean remove(Member member, long number, String address) {
        return database.together(() -> {
            boolean removed = sql.sql("delete from passkey where subject = ? and number = ?")
                            .params(member.subject(), number)
                            .update()
                    == 1;
            if (removed) {
                audit.add(Audit.What.PASSKEY_REMOVED, member, address, detail(number));
            }
            return removed;
        });
    }

    private static String detail(long number) {
        return "passkey " + number;
    }

    private boolean isOf(String subject, Bytes handle) {
        return sql.sql("select exists (select from passkey_holder where subject = ? and handle = ?)")
                .params(subject, handle.getBytes())
                .query(Boolean.class)
                .single();
    }

    // both of the two keys are told from each other by nobody: its holder is, and decides
    private void suspect(Proven key) {
        copied.increment();
        sql.sql("update passkey set suspect_since = coalesce(suspect_since, ?) where number = ?")
                .params(Members.at(clock.instant()), key.number())
                .update();
        log.warn("passkey {} of {} counts backwards: there may be a copy of it", key.number(), key.subject());
    }

    private static byte[] attested(CredentialRecord key) {
        AttestedCredentialData said = Objects.requireNonNull(new AttestationObjectConverter(new ObjectConverter())
                        .convert(bytes(key.getAttestationObject())))
                .getAuthenticatorData()
                .getAttestedCredentialData();
        return Objects.requireNonNull(said).getCredentialId();
    }

    /** An answer as a page sent it; empty where it is none. */
    static Optional<PublicKeyCredential<AuthenticatorAssertionResponse>> proof(String answer) {
        return read(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
    }

    private static <T extends AuthenticatorResponse> Optional<PublicKeyCredential<T>> read(
            String answer, TypeReference<PublicKeyCredential<T>> type) {
        if (answer.length() > LONGEST_ANSWER) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(answer, type))
                    .filter(said -> said.getRawId().getBytes().length <= LONGEST_ID);
        } catch (JacksonException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static <T> T verified(String subject, Supplier<T> ceremony) {
        try {
            return ceremony.get();
        } catch (DataAccessException | TransactionException | PasskeyRefused said) {
            throw said;
        } catch (VerificationException wrong) {
            throw new PasskeyRefused(why(wrong), subject);
        } catch (RuntimeException malformed) {
            // the library throws whatever its parsers throw
            throw new PasskeyRefused(PasskeyRefused.Why.NOT_PROVEN, subject);
        }
    }

    private static PasskeyRefused.Why why(VerificationException wrong) {
        return switch (wrong) {
            case BadOriginException _, BadRpIdException _, CrossOriginException _ -> PasskeyRefused.Why.ELSEWHERE;
            case UserNotVerifiedException _, UserNotPresentException _ -> PasskeyRefused.Why.UNVERIFIED;
            case BadChallengeException _, MissingChallengeException _ -> PasskeyRefused.Why.STALE;
            case MaliciousCounterValueException _ -> PasskeyRefused.Why.COPIED;
            case VerificationException _ -> PasskeyRefused.Why.NOT_PROVEN;
        };
    }

    private Optional<Proven> find(Bytes credential) {
        return sql.sql("select subject, number from passkey where credential_id = ?")
                .param(credential.getBytes())
                .query(Proven.class)
                .optional();
    }

    // ---- what the library asks of us

    private static WebAuthnRelyingPartyOperations ceremony(
            JdbcClient sql, RelyingParty party, Consumer<CredentialRecord> verified) {
        Webauthn4JRelyingPartyOperations ceremony = new Webauthn4JRelyingPartyOperations(
                new Holders(sql),
                new Kept(sql, verified),
                PublicKeyCredentialRpEntity.builder()
                        .id(party.id())
                        .name("Jèkasy")
                        .build(),
                party.origins());
        ceremony.setCustomizeCreationOptions(options -> options.timeout(PATIENCE)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        ceremony.setCustomizeRequestOptions(
                options -> options.timeout(PATIENCE).userVerification(UserVerificationRequirement.REQUIRED));
        return ceremony;
    }

    private void keep(CredentialRecord made) {
        sql.sql(
                        "insert into passkey (subject, name, credential_id, public_key, attestation, sign_count, transports, added_at)"
                                + " select subject, ?, ?, ?, ?, ?, ?::text[], ? from passkey_holder where handle = ?")
                .params(
                        made.getLabel(),
                        made.getCredentialId().getBytes(),
                        made.getPublicKey().getBytes(),
                        bytes(made.getAttestationObject()),
                        made.getSignatureCount(),
                        Members.array(made.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .filter(word -> word.matches("[a-z-]{1,20}"))
                                .collect(Collectors.toSet())),
                        Members.at(clock.instant()),
                        made.getUserEntityUserId().getBytes())
                .update();
    }

    // the library compares with the count at which the key was made; what counts is that of the last use. A key that
    // was removed meanwhile does not come back
    private void use(CredentialRecord used) {
        int counted = sql.sql(
                        "update passkey set sign_count = :count, last_used_at = :now where credential_id = :id and (sign_count < :count or (sign_count = 0 and :count = 0))")
                .param("count", used.getSignatureCount())
                .param("now", Members.at(clock.instant()))
                .param("id", used.getCredentialId().getBytes())
                .update();
        if (counted != 1) {
            throw find(used.getCredentialId())
                    .map(kept -> new PasskeyRefused(PasskeyRefused.Why.COPIED, kept.subject()))
                    .orElseGet(() -> new PasskeyRefused(PasskeyRefused.Why.UNKNOWN, null));
        }
    }

    private static byte[] bytes(@Nullable Bytes said) {
        if (said == null) {
            throw new IllegalStateException("a key without what its device said of it");
        }
        return said.getBytes();
    }

    /** Whose key is whose, by the handle. */
    private record Holders(JdbcClient sql) implements PublicKeyCredentialUserEntityRepository {
        private static final String HOLDER =
                "select handle, sign_in from passkey_holder join account using (subject) where ";

        @Override
        public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
            return sql.sql(HOLDER + "handle = ?")
                    .param(handle.getBytes())
                    .query(Holders::read)
                    .optional()
                    .orElse(null);
        }

        @Override
        public PublicKeyCredentialUserEntity findByUsername(String subject) {
            sql.sql("insert into passkey_holder (subject, handle) values (?, ?) on conflict do nothing")
                    .params(subject, Codes.bytes(32))
                    .update();
            return sql.sql(HOLDER + "subject = ?")
                    .param(subject)
                    .query(Holders::read)
                    .single();
        }

        // the sign-in name is for the holder's own device, to choose between two accounts
        private static PublicKeyCredentialUserEntity read(ResultSet row, int line) throws SQLException {
            String name = row.getString("sign_in");
            return ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(new Bytes(row.getBytes("handle")))
                    .name(name)
                    .displayName(name)
                    .build();
        }

        @Override
        public void save(PublicKeyCredentialUserEntity holder) {
            throw new UnsupportedOperationException("made when first asked for");
        }

        @Override
        public void delete(Bytes handle) {
            throw new UnsupportedOperationException("a handle stays");
        }
    }

    /** The keys themselves; what becomes of one that was verified is told. */
    private record Kept(JdbcClient sql, Consumer<CredentialRecord> verified) implements UserCredentialRepository {
        private static final String KEY =
                "select credential_id, handle, public_key, attestation, sign_count, transports, name, added_at from passkey join passkey_holder using (subject) where ";

        @Override
        public void save(CredentialRecord key) {
            verified.accept(key);
        }

        @Override
        public @Nullable CredentialRecord findByCredentialId(Bytes id) {
            return sql.sql(KEY + "credential_id = ?")
                    .param(id.getBytes())
                    .query(Kept::read)
                    .optional()
                    .orElse(null);
        }

        @Override
        public List<CredentialRecord> findByUserId(Bytes handle) {
            return sql.sql(KEY + "handle = ? order by number")
                    .param(handle.getBytes())
                    .query(Kept::read)
                    .list();
        }

        private static CredentialRecord read(ResultSet row, int line) throws SQLException {
            Instant added = row.getObject("added_at", OffsetDateTime.class).toInstant();
            return ImmutableCredentialRecord.builder()
                    .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                    .credentialId(new Bytes(row.getBytes("credential_id")))
                    .userEntityUserId(new Bytes(row.getBytes("handle")))
                    .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                    .attestationObject(new Bytes(row.getBytes("attestation")))
                    .signatureCount(row.getLong("sign_count"))
                    .uvInitialized(true)
                    .transports(
                            Arrays.stream((String[]) row.getArray("transports").getArray())
                                    .map(AuthenticatorTransport::valueOf)
                                    .collect(Collectors.toSet()))
                    .label(row.getString("name"))
                    .created(added)
                    .lastUsed(added)
                    .build();
        }

        @Override
        public void delete(Bytes id) {
            throw new UnsupportedOperationException("its holder removes it, by its number");
        }
    }
}
