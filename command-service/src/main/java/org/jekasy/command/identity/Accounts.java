package org.jekasy.command.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jekasy.language.Malformed;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People who sign in here with a password and the code of their authenticator. There is none until somebody brings the setup token. */
final class Accounts {
    private static final Pattern SIGN_IN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");
    // no organisation is called so: theirs are in capitals
    private static final String RESET = "reset";
    static final Pattern OPERATOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final IdentityDatabase database;
    private final JdbcClient sql;
    private final Members members;
    private final Invitations invitations;
    private final Passwords passwords;
    private final KeyFile keys;
    private final Audit audit;
    private final Clock clock;

    Accounts(
            IdentityDatabase database,
            Members members,
            Invitations invitations,
            Passwords passwords,
            KeyFile keys,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.sql = database.sql();
        this.members = members;
        this.invitations = invitations;
        this.passwords = passwords;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a person chose. {@code secret} is the authenticator's (hexadecimal), {@code code} proves that it was taken over. */
    record Chosen(String signIn, String name, String password, String secret, String code) {}

    private record Stored(String subject, String passwordHash, String totpSecret, long totpUsed) {}

    boolean none() {
        return sql.sql("select not exists (select from account)")
                .query(Boolean.class)
                .single();
    }

    /** The first account there is. The token counts only while there is none, and once. */
    Member firstAdministrator(String token, String organisation, String operator, Chosen chosen, String address) {
        return database.together(() -> {
            // two with the same token: the second waits here and finds it gone
            if (invitations
                            .take(Invitations.Kind.SETUP, token.strip(), clock.instant())
                            .isEmpty()
                    || !none()) {
                throw new NotTaken(
                        "Ce jeton n’est pas (ou plus) valable. Il se trouve dans le fichier setup-token du service et vaut 60 minutes ; un redémarrage en fait un nouveau.",
                        "This token is not valid (any more). It is in the service's file setup-token and good for 60 minutes; a restart makes a new one.");
            }
            Member member = person(organisation, operator, Set.of(Role.ADMINISTRATOR));
            add(member, chosen);
            audit.add(Audit.What.FIRST_ADMINISTRATOR, member, address, null);
            return member;
        });
    }

    /** Somebody of the demonstration, whose password and authenticator lie in a file beside the data. */
    void addForDemonstration(String organisation, String operator, Set<Role> roles, Chosen chosen) {
        database.together(() -> {
            Member member = person(organisation, operator, roles);
            add(member, chosen);
            audit.add(Audit.What.ACCOUNT_MADE, member, null, "demonstration");
            return member;
        });
    }

    /** A code for somebody of this organisation, to be handed over by the administrator. */
    String invite(PartyId organisation, String operator, Set<Role> roles, Member by, String address) {
        Member planned = person(organisation.text(), operator, roles);
        String number = Objects.requireNonNull(planned.operator());
        boolean taken = members.of(organisation, Member.Kind.PERSON).stream()
                .anyMatch(other -> number.equals(other.operator()));
        if (taken) {
            throw new NotTaken(
                    "L’opérateur " + number + " a déjà un compte.", "Operator " + number + " already has an account.");
        }
        String detail = String.join(
                " ",
                organisation.text(),
                number,
                planned.roles().stream().map(Role::word).sorted().collect(Collectors.joining(",")));
        return database.together(() -> {
            // of another organisation only the first administrator is invited, so of several codes one counts
            if (!organisation.equals(by.organisation())) {
                invitations.forgetAllOf(organisation.text());
                // again: who used one of those codes meanwhile is seen only now
                members.refuseWhereOneAdministers(organisation);
            }
            String code = invitations.make(Invitations.Kind.PERSON, detail, clock.instant());
            audit.add(Audit.What.INVITED, by, address, detail);
            return code;
        });
    }

    /**
     * A code for somebody who lost password or authenticator: it makes the account anew for the same member, who proves who he is to the administrator as when
     * he was invited. One made before is void.
     */
    String reset(Member lost, Member by, String address) {
        if (lost.subject().equals(by.subject())) {
            throw new NotTaken(
                    "On ne refait pas son propre accès : demandez à un autre administrateur.",
                    "Nobody makes his own way in anew: ask another administrator.");
        }
        String detail = RESET + " " + lost.subject();
        return database.together(() -> {
            invitations.forget(Invitations.Kind.PERSON, detail);
            String code = invitations.make(Invitations.Kind.PERSON, detail, clock.instant());
            audit.add(Audit.What.INVITED, by, address, detail);
            return code;
        });
    }

    // whoever had the old password, authenticator or passkeys is out
    private Member madeAnew(String subject, Chosen chosen, String address) {
        Member member = members.find(subject).filter(Member::active).orElseThrow(Accounts::notGood);
        sql.sql("delete from passkey where subject = ?").param(subject).update();
        sql.sql("delete from passkey_holder where subject = ?").param(subject).update();
        sql.sql("delete from account where subject = ?").param(subject).update();
        keep(member, chosen);
        members.endEverywhere(subject, clock.instant());
        audit.add(Audit.What.ACCOUNT_RESET, member, address, null);
        return member;
    }

    private static NotTaken notGood() {
        return new NotTaken(
                "Cette invitation n’est pas (ou plus) valable : elle sert une fois, pendant 24 heures. Demandez-en une autre.",
                "This invitation is not valid (any more): it is good once, for 24 hours. Ask for another.");
    }

    /** The account of somebody who was invited, or whose way in is made anew. */
    Member welcome(String invitation, Chosen chosen, String address) {
        Member made = database.together(() -> {
            List<String> detail = invitations
                    .take(Invitations.Kind.PERSON, invitation.strip(), clock.instant())
                    .map(text -> List.of(text.split(" ")))
                    .orElseThrow(Accounts::notGood);
            if (detail.getFirst().equals(RESET)) {
                return madeAnew(detail.getLast(), chosen, address);
            }
            Set<Role> roles =
                    Set.of(detail.get(2).split(",")).stream().map(Members::role).collect(Collectors.toSet());
            Member member = person(detail.get(0), detail.get(1), roles);
            add(member, chosen);
            audit.add(Audit.What.ACCOUNT_MADE, member, address, null);
            return member;
        });
        members.forget(made.subject());
        return made;
    }

    /** Who this is, if name, password and code all fit. Which of them did not is told to nobody. */
    Optional<Member> signIn(String signIn, String password, String code) {
        Optional<Stored> stored = sql.sql(
                        "select subject, password_hash, totp_secret, totp_used from account where sign_in = ?")
                .param(signIn.strip().toLowerCase(Locale.ROOT))
                .query(Stored.class)
                .optional();
        if (stored.isEmpty()) {
            passwords.matchNobody(password);
            return Optional.empty();
        }
        Stored account = stored.get();
        if (!passwords.matches(password, account.passwordHash())) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        OptionalLong step = TimeCode.accept(keys.open(account.totpSecret()), code.strip(), account.totpUsed(), now);
        if (step.isEmpty() || !use(account.subject(), step.getAsLong())) {
            return Optional.empty();
        }
        return members.find(account.subject()).filter(member -> member.admits(now, now));
    }

    /** A new password for who knows the old one and has the authenticator. It ends every session and token of this person, this one too. */
    void change(Member member, String password, String code, String fresh, String address) {
        String signIn = signInName(member.subject());
        checkStrong(fresh, signIn, member);
        if (signIn(signIn, password, code).isEmpty()) {
            audit.add(Audit.What.PASSWORD_REFUSED, member, address, null);
            throw new NotTaken(
                    "Le mot de passe actuel ou le code n’est pas juste. Un code ne sert qu’une fois ; attendez le suivant.",
                    "The present password or the code is not right. A code is good once; wait for the next.");
        }
        String hash = passwords.hash(fresh);
        database.together(() -> {
            int changed = sql.sql("update account set password_hash = ? where subject = ?")
                    .params(hash, member.subject())
                    .update();
            members.endEverywhere(member.subject(), clock.instant());
            audit.add(Audit.What.PASSWORD_CHANGED, member, address, null);
            return changed;
        });
        members.forget(member.subject());
    }

    private void checkStrong(String password, String signIn, Member member) {
        passwords
                .weakness(password, List.of(signIn, member.organisation().text(), "jekasy"))
                .ifPresent(weakness -> {
                    throw new NotTaken(weakness.french, weakness.english);
                });
    }

    // of two that send the same code at once, one gets the row
    private boolean use(String subject, long step) {
        return sql.sql("update account set totp_used = ? where subject = ? and totp_used < ?")
                        .params(step, subject, step)
                        .update()
                == 1;
    }

    /** The name this person signs in with; for this person's own page only. */
    String signInName(String subject) {
        return sql.sql("select sign_in from account where subject = ?")
                .param(subject)
                .query(String.class)
                .single();
    }

    /** What this person is called; for this person's own page only. */
    Optional<String> name(String subject) {
        return sql.sql("select name from account where subject = ?")
                .param(subject)
                .query(String.class)
                .optional();
    }

    private Member person(String organisation, String operator, Set<Role> roles) {
        PartyId party;
        try {
            party = PartyId.parse(organisation.strip());
        } catch (Malformed wrong) {
            throw new NotTaken(
                    "L’organisation « " + wrong.read()
                            + " » n’a pas la forme d’un identifiant, par exemple COOP-KAD-01.",
                    "Organisation \"" + wrong.read() + "\" does not have the form of an id, for example COOP-KAD-01.");
        }
        if (!OPERATOR.matcher(operator.strip()).matches()) {
            throw new NotTaken(
                    "L’opérateur est un numéro comme op-7 (40 lettres, chiffres, tirets au plus), jamais un nom.",
                    "The operator is a number such as op-7 (at most 40 letters, digits, dashes), never a name.");
        }
        if (roles.isEmpty()) {
            throw new NotTaken("Il faut au moins un rôle.", "At least one role is needed.");
        }
        return Member.person(UUID.randomUUID().toString(), party, operator.strip(), roles);
    }

    private void add(Member member, Chosen chosen) {
        try {
            members.add(member, clock.instant());
        } catch (DuplicateKeyException taken) {
            throw taken();
        }
        keep(member, chosen);
    }

    private static NotTaken taken() {
        return new NotTaken(
                "Cet identifiant ou cet opérateur a déjà un compte.",
                "This sign-in name or this operator already has an account.");
    }

    private void keep(Member member, Chosen chosen) {
        String signIn = chosen.signIn().strip().toLowerCase(Locale.ROOT);
        if (!SIGN_IN.matcher(signIn).matches()) {
            throw new NotTaken(
                    "L’identifiant a de 2 à 64 caractères : lettres sans accent, chiffres, . _ @ -",
                    "The sign-in name has 2 to 64 characters: letters without accents, digits, . _ @ -");
        }
        if (chosen.name().isBlank() || chosen.name().length() > 100) {
            throw new NotTaken("Le nom a de 1 à 100 caractères.", "The name has 1 to 100 characters.");
        }
        checkStrong(chosen.password(), signIn, member);
        byte[] secret = HexFormat.of().parseHex(chosen.secret());
        OptionalLong step = TimeCode.accept(secret, chosen.code().strip(), 0, clock.instant());
        if (step.isEmpty()) {
            throw new NotTaken(
                    "Le code à six chiffres n’est pas celui de cette application en ce moment. L’heure du téléphone est-elle juste ?",
                    "The six digits are not the authenticator's at the moment. Is the phone's clock right?");
        }
        try {
            sql.sql(
                            "insert into account (subject, sign_in, name, password_hash, totp_secret, totp_used) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            member.subject(),
                            signIn,
                            chosen.name().strip(),
                            passwords.hash(chosen.password()),
                            keys.seal(secret),
                            step.getAsLong())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw taken();
        }
    }
}
