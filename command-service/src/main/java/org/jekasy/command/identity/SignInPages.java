package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jekasy.command.http.Actors;
import org.jekasy.command.http.Doorkeeper;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The few pages a person sees: signing in, the first account, an invitation, one's own account. Whole without script, which only passkeys need; French, or
 * English for who prefers it.
 */
@RestController
@Conditional(EmbeddedServer.class)
class SignInPages {
    private static final String SECRET = SignInPages.class.getName() + ".secret";

    private final Accounts accounts;
    private final Members members;
    private final Passkeys passkeys;
    private final Setup setup;
    private final Throttle throttle;
    private final Audit audit;
    private final Clock clock;

    SignInPages(
            Accounts accounts,
            Members members,
            Passkeys passkeys,
            Setup setup,
            Throttle throttle,
            Audit audit,
            Clock clock) {
        this.accounts = accounts;
        this.members = members;
        this.passkeys = passkeys;
        this.setup = setup;
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
    }

    /** The word in the address that tells the page what went wrong. */
    static String said(AuthenticationException why) {
        return switch (why) {
            case BadCredentialsException _ -> "wrong";
            case LockedException _ -> "wait";
            case PasskeyRefused refused -> "passkey=" + refused.why().word();
            case AuthenticationException _ -> "later";
        };
    }

    @GetMapping("/sign-in")
    ResponseEntity<String> signIn(HttpServletRequest request) {
        Page page = new Page(request, "Connexion", "Sign in");
        if (request.getParameter("wrong") != null) {
            page.problem(
                    "Identifiant, mot de passe ou code : l’un des trois n’est pas juste. Un code ne sert qu’une fois ; attendez le suivant.",
                    "Name, password or code: one of the three is not right. A code is good once; wait for the next.");
        }
        page.tooManyTries();
        if (request.getParameter("later") != null) {
            page.problem(
                    "Le service ne répond pas en ce moment. Réessayez dans une minute.",
                    "The service does not answer at the moment. Try again in a minute.");
        }
        if (request.getParameter("welcome") != null) {
            page.note("Le compte est fait. Connectez-vous.", "The account is made. Sign in.");
        }
        if (request.getParameter("changed") != null) {
            page.note(
                    "Le mot de passe est changé, et vous êtes déconnecté partout. Connectez-vous avec le nouveau.",
                    "The password is changed, and you are signed out everywhere. Sign in with the new one.");
        }
        if (request.getParameter("out") != null) {
            page.note("Vous êtes déconnecté.", "You are signed out.");
        }
        page.problem(PasskeyRefused.Why.of(request.getParameter("passkey")));
        page.form("/sign-in", form -> {
            form.text("name", "Identifiant", "Sign-in name", "username", "");
            form.secret("password", "Mot de passe", "Password", "current-password");
            form.code();
            form.button("Se connecter", "Sign in");
        });
        if (passkeys.party().isAt(request)) {
            page.passkey("/sign-in/passkey", "prove", PasskeySignIn.asked(request, passkeys), null, form -> {
                form.says("ou, sans mot de passe ni code :", "or, without password and code:");
                form.button("Avec une clé d’accès", "With a passkey");
            });
        }
        return page.answer(200);
    }

    @GetMapping("/setup")
    ResponseEntity<String> setup(HttpServletRequest request) {
        onlyWithoutAccounts();
        return setupPage(request, Map.of(), null, 200);
    }

    @PostMapping("/setup")
    ResponseEntity<String> firstAdministrator(HttpServletRequest request, @RequestParam Map<String, String> sent) {
        onlyWithoutAccounts();
        try {
            accounts.firstAdministrator(
                    sent.getOrDefault("token", ""),
                    sent.getOrDefault("organisation", ""),
                    sent.getOrDefault("operator", ""),
                    chosen(request, sent),
                    request.getRemoteAddr());
            setup.done();
            return made(request);
        } catch (NotTaken why) {
            return setupPage(request, sent, why, 422);
        }
    }

    private void onlyWithoutAccounts() {
        if (!accounts.none()) {
            throw Doorkeeper.unknownAddress();
        }
    }

    private ResponseEntity<String> setupPage(
            HttpServletRequest request, Map<String, String> sent, @Nullable NotTaken why, int status) {
        Page page = new Page(request, "Premier compte", "First account");
        page.problem(why);
        byte[] secret = secret(request);
        return page.form("/setup", form -> {
                    form.text("token", "Jeton de mise en route", "Setup token", "off", sent.getOrDefault("token", ""));
                    form.text(
                            "organisation",
                            "Organisation (son identifiant, par exemple COOP-KAD-01)",
                            "Organisation (its id, for example COOP-KAD-01)",
                            "off",
                            sent.getOrDefault("organisation", ""));
                    form.text(
                            "operator",
                            "Numéro d’opérateur (entre dans le registre, par exemple op-1)",
                            "Operator's number (enters the ledger, for example op-1)",
                            "off",
                            sent.getOrDefault("operator", ""));
                    choose(form, sent, secret);
                })
                .answer(status);
    }

    @GetMapping("/welcome")
    ResponseEntity<String> welcome(HttpServletRequest request, @RequestParam Map<String, String> sent) {
        return welcomePage(request, sent, null, 200);
    }

    @PostMapping("/welcome")
    ResponseEntity<String> account(HttpServletRequest request, @RequestParam Map<String, String> sent) {
        try {
            accounts.welcome(sent.getOrDefault("invitation", ""), chosen(request, sent), request.getRemoteAddr());
            return made(request);
        } catch (NotTaken why) {
            return welcomePage(request, sent, why, 422);
        }
    }

    private ResponseEntity<String> welcomePage(
            HttpServletRequest request, Map<String, String> sent, @Nullable NotTaken why, int status) {
        Page page = new Page(request, "Votre compte", "Your account");
        page.problem(why);
        byte[] secret = secret(request);
        return page.form("/welcome", form -> {
                    form.text("invitation", "Invitation", "Invitation", "off", sent.getOrDefault("invitation", ""));
                    choose(form, sent, secret);
                })
                .answer(status);
    }

    /** Where the square of a phone's invitation leads whoever reads it with something else. The code stands behind the {@code #} and never comes here. */
    @GetMapping("/phone")
    ResponseEntity<String> phone(HttpServletRequest request) {
        long minutes = Invitations.Kind.PHONE.life.toMinutes();
        Page page = new Page(request, "Inscrire un téléphone", "Enrol a phone");
        page.says(
                "Ce carré est une invitation pour un téléphone de collecte. Cette page n’inscrit rien.",
                "This square is an invitation for a collection phone. This page enrols nothing.");
        page.says(
                "Lisez le carré avec l’application de collecte, sur le téléphone à inscrire. Il sert une fois, pendant "
                        + minutes + " minutes ; ensuite, demandez-en un autre à votre administrateur.",
                "Read the square with the collection app, on the phone to be enrolled. It is good once, for " + minutes
                        + " minutes; after that ask your administrator for another.");
        page.says(
                "Ce téléphone n’est pas le vôtre, ou vous n’attendiez pas d’invitation ? Ne faites rien et prévenez l’administrateur de votre organisation.",
                "This phone is not yours, or you expected no invitation? Do nothing and tell the administrator of your organisation.");
        return page.answer(200);
    }

    @GetMapping("/account")
    ResponseEntity<String> mine(HttpServletRequest request, Principal who) {
        Member member = members.find(who.getName()).orElseThrow(Doorkeeper::notAMember);
        Page page = new Page(request, "Votre compte", "Your account");
        page.line("Nom", "Name", accounts.name(member.subject()).orElse(""));
        page.line("Organisation", "Organisation", member.organisation().text());
        page.line("Opérateur", "Operator", String.valueOf(member.operator()));
        page.line(
                "Rôles",
                "Roles",
                member.roles().stream().sorted().map(page::role).collect(Collectors.joining(", ")));
        passkeys(page, request, member);
        if (Actors.may(Actors.roles(request), "ReadPerson")) {
            page.heading("Producteurs et productrices", "Producers");
            page.way("Le registre des personnes", "The register of persons", "/account/producers");
        }
        page.way("Changer le mot de passe", "Change the password", "/account/password");
        return page.form("/sign-out", form -> form.button("Se déconnecter", "Sign out"))
                .form("/account/end", form -> form.button("Se déconnecter partout", "Sign out everywhere"))
                .answer(200);
    }

    // a page of its own: a password manager tells by the form whose password it is
    @GetMapping("/account/password")
    ResponseEntity<String> password(HttpServletRequest request, Principal who) {
        return passwordPage(request, members.find(who.getName()).orElseThrow(Doorkeeper::notAMember), null, 200);
    }

    private ResponseEntity<String> passwordPage(
            HttpServletRequest request, Member member, @Nullable NotTaken why, int status) {
        Page page = new Page(request, "Mot de passe", "Password");
        page.problem(why);
        return page.form("/account/password", form -> {
                    form.whose(accounts.signInName(member.subject()));
                    form.secret("password", "Mot de passe actuel", "Present password", "current-password");
                    form.code();
                    form.secret(
                            "fresh",
                            "Nouveau mot de passe (12 caractères au moins ; quatre mots sans rapport font l’affaire)",
                            "New password (12 characters at least; four unrelated words will do)",
                            "new-password");
                    form.button("Changer le mot de passe", "Change the password");
                })
                .way("Votre compte", "Your account", "/account")
                .answer(status);
    }

    @PostMapping("/account/password")
    ResponseEntity<String> change(HttpServletRequest request, Principal who, @RequestParam Map<String, String> sent) {
        Member member = members.find(who.getName()).orElseThrow(Doorkeeper::notAMember);
        String key = "password " + member.subject();
        if (!throttle.admits(key)) {
            return passwordPage(
                    request,
                    member,
                    new NotTaken(
                            "Trop d’essais. Attendez une minute, puis réessayez : rien n’est bloqué.",
                            "Too many tries. Wait a minute, then try again: nothing is locked."),
                    429);
        }
        try {
            accounts.change(
                    member,
                    sent.getOrDefault("password", ""),
                    sent.getOrDefault("code", ""),
                    sent.getOrDefault("fresh", ""),
                    request.getRemoteAddr());
            throttle.welcome(key);
            return see("/sign-in?changed");
        } catch (NotTaken why) {
            return passwordPage(request, member, why, 422);
        } catch (Passwords.Busy busy) {
            throttle.welcome(key);
            return passwordPage(
                    request,
                    member,
                    new NotTaken(
                            "Trop de monde se connecte en ce moment. Rien n’est changé ; réessayez dans une minute.",
                            "Too many are signing in at the moment. Nothing was changed; try again in a minute."),
                    503);
        }
    }

    private void passkeys(Page page, HttpServletRequest request, Member member) {
        page.heading("Clés d’accès", "Passkeys");
        page.tooManyTries();
        Optional<PasskeyRefused.Why> refused = PasskeyRefused.Why.of(request.getParameter("passkey"));
        page.problem(refused);
        if (refused.isPresent() || request.getParameter("wait") != null) {
            page.says(
                    "L’appareil a peut-être déjà fait la clé d’accès. Si elle n’est pas dans cette liste, effacez-la aussi dans l’appareil.",
                    "The device may have made the passkey already. If it is not in this list, delete it in the device, too.");
        }
        if (request.getParameter("added") != null) {
            page.note(
                    "La clé d’accès est ajoutée : la prochaine fois, connectez-vous avec elle.",
                    "The passkey is added: sign in with it the next time.");
        }
        if (request.getParameter("removed") != null) {
            page.note(
                    "La clé d’accès est supprimée ici. Effacez-la aussi dans l’appareil.",
                    "The passkey is removed here. Delete it in the device, too.");
        }
        page.says(
                "Une clé d’accès est gardée par votre téléphone, votre ordinateur ou une clé USB, qui vérifie que c’est vous. Elle remplace le mot de passe et le code, qui restent valables.",
                "A passkey is kept by your phone, your computer or a USB key, which checks that it is you. It stands for password and code; both stay good.");
        List<Passkeys.Shown> keys = passkeys.of(member);
        keys.forEach(page::key);
        Duration freshFor = LiveSession.freshFor(request, clock.instant());
        if (!passkeys.party().isAt(request)) {
            passkeys.party()
                    .origins()
                    .forEach(origin -> page.link(
                            "Pour ajouter une clé d’accès ou s’en servir, ouvrez ",
                            "To add a passkey or to use one, open ",
                            origin + "/account"));
        } else if (keys.size() >= Passkeys.MOST) {
            page.says(PasskeyRefused.Why.MANY.french(), PasskeyRefused.Why.MANY.english());
        } else if (freshFor.isPositive()) {
            PublicKeyCredentialCreationOptions asked =
                    Challenges.asked(request, PublicKeyCredentialCreationOptions.class, () -> passkeys.toMake(member));
            page.passkey("/account/passkeys", "make", asked, freshFor, form -> {
                form.name(
                        "Nom de la clé d’accès (par exemple : mon téléphone)",
                        "Name of the passkey (for example: my phone)",
                        Passkeys.LONGEST_NAME);
                form.button("Ajouter une clé d’accès", "Add a passkey");
            });
        } else {
            page.says(PasskeyRefused.Why.SIGN_IN_AGAIN.french(), PasskeyRefused.Why.SIGN_IN_AGAIN.english());
        }
    }

    /** Every session and every token of this person, on every device. */
    @PostMapping("/account/end")
    ResponseEntity<String> endEverywhere(HttpServletRequest request, Principal who) {
        Member member = members.find(who.getName()).orElseThrow(Doorkeeper::notAMember);
        members.endEverywhere(member.subject(), clock.instant());
        audit.add(Audit.What.ENDED_EVERYWHERE, member, request.getRemoteAddr(), null);
        return see("/sign-in?out");
    }

    @GetMapping(path = "/identity.css", produces = "text/css")
    ResponseEntity<String> style() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body("""
                        body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 32rem; padding: 0 1rem; color: #1b1b1b; background: #fff }
                        label { display: block; margin-top: 1rem } input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .6rem; border: 1px solid #666; border-radius: .3rem }
                        select { display: block; width: 100%; font: inherit; padding: .6rem } .sure input { display: inline; width: auto; margin-right: .6rem } img { max-width: 100% }
                        button { margin-top: 1.5rem; font: inherit; padding: .7rem 1.4rem; border: 0; border-radius: .3rem; background: #14532d; color: #fff; min-height: 3rem }
                        :focus-visible { outline: 3px solid #b45309; outline-offset: 2px } .problem { border-left: .4rem solid #b91c1c; padding-left: 1rem } .note { border-left: .4rem solid #14532d; padding-left: 1rem }
                        h2 { margin-top: 2.5rem } .key { border-top: 1px solid #ccc; padding-top: .7rem } .key button { margin: .3rem 0 0; background: #fff; color: #991b1b; border: 1px solid #991b1b }
                        [data-passkey] { border-top: 1px solid #ccc; margin-top: 1.5rem } [data-passkey] p + button { margin-top: 0 }
                        svg { width: 14rem; height: 14rem; display: block; background: #fff } code { overflow-wrap: anywhere }
                        """);
    }

    private static void choose(Page.Form form, Map<String, String> sent, byte[] secret) {
        form.text(
                "name",
                "Votre nom (reste hors du registre)",
                "Your name (stays out of the ledger)",
                "name",
                sent.getOrDefault("name", ""));
        form.text("signIn", "Identifiant de connexion", "Sign-in name", "username", sent.getOrDefault("signIn", ""));
        form.secret(
                "password",
                "Mot de passe (12 caractères au moins ; quatre mots sans rapport font l’affaire)",
                "Password (12 characters at least; four unrelated words will do)",
                "new-password");
        form.authenticator(secret);
        form.code();
        form.button("Créer le compte", "Make the account");
    }

    private static Accounts.Chosen chosen(HttpServletRequest request, Map<String, String> sent) {
        return new Accounts.Chosen(
                sent.getOrDefault("signIn", ""),
                sent.getOrDefault("name", ""),
                sent.getOrDefault("password", ""),
                HexFormat.of().formatHex(secret(request)),
                sent.getOrDefault("code", ""));
    }

    // made here and kept in the session: what comes back from a page is never a secret
    private static byte[] secret(HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (session.getAttribute(SECRET) instanceof byte[] kept) {
            return kept;
        }
        byte[] secret = Codes.bytes(20);
        session.setAttribute(SECRET, secret);
        return secret;
    }

    private static ResponseEntity<String> made(HttpServletRequest request) {
        request.getSession().removeAttribute(SECRET);
        return see("/sign-in?welcome");
    }

    private static ResponseEntity<String> see(String path) {
        return ResponseEntity.status(303).header(HttpHeaders.LOCATION, path).build();
    }
}
