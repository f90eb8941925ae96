package org.jekasy.command.identity;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.command.http.Language;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

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
    private final Audit audit;
    private final Clock clock;

    SignInPages(Accounts accounts, Members members, Passkeys passkeys, Setup setup, Audit audit, Clock clock) {
        this.accounts = accounts;
        this.members = members;
        this.passkeys = passkeys;
        this.setup = setup;
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
                member.roles().stream().map(Role::word).sorted().collect(Collectors.joining(", ")));
        passkeys(page, request, member);
        return page.form("/sign-out", form -> form.button("Se déconnecter", "Sign out"))
                .form("/account/end", form -> form.button("Se déconnecter partout", "Sign out everywhere"))
                .answer(200);
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

    /** A page as text: whatever comes from outside is escaped where it is put in. */
    private static final class Page {
        private static final DateTimeFormatter CLOCK =
                DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

        private final StringBuilder html = new StringBuilder();
        private final boolean english;
        private final HttpServletRequest request;
        private boolean scripted;

        Page(HttpServletRequest request, String french, String english) {
            this.request = request;
            this.english = Language.of(request).getLanguage().equals("en");
            String title = say(french, english);
            html.append("<!doctype html><html lang=\"")
                    .append(this.english ? "en" : "fr")
                    .append(
                            "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
                    .append(title)
                    .append(
                            " · Jèkasy</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/identity.css\"></head><body><main><h1>")
                    .append(title)
                    .append("</h1>");
        }

        private String say(String french, String english) {
            return this.english ? english : french;
        }

        void problem(@Nullable NotTaken why) {
            if (why != null) {
                html.append("<p class=\"problem\" role=\"alert\">")
                        .append(HtmlUtils.htmlEscape(why.sentence(english), "UTF-8"))
                        .append("</p>");
            }
        }

        void tooManyTries() {
            if (request.getParameter("wait") != null) {
                problem(
                        "Trop d’essais. Attendez une minute, puis réessayez : rien n’est bloqué.",
                        "Too many tries. Wait a minute, then try again: nothing is locked.");
            }
        }

        void problem(Optional<PasskeyRefused.Why> why) {
            why.ifPresent(said -> problem(said.french(), said.english()));
        }

        void heading(String french, String english) {
            html.append("<h2>").append(say(french, english)).append("</h2>");
        }

        void says(String french, String english) {
            html.append("<p>").append(say(french, english)).append("</p>");
        }

        void link(String french, String english, String address) {
            String shown = HtmlUtils.htmlEscape(address, "UTF-8");
            html.append("<p>")
                    .append(say(french, english))
                    .append("<a href=\"")
                    .append(shown)
                    .append("\">")
                    .append(shown)
                    .append("</a></p>");
        }

        void key(Passkeys.Shown key) {
            Instant used = key.lastUsedAt();
            String name = HtmlUtils.htmlEscape(key.name(), "UTF-8");
            html.append("<div class=\"key\"><strong>")
                    .append(name)
                    .append("</strong><br>")
                    .append(say("ajoutée le ", "added on "))
                    .append(day(key.addedAt()))
                    .append(
                            used == null
                                    ? say(", pas encore utilisée", ", not used yet")
                                    : say(", utilisée le ", ", used on ")
                                            + day(used)
                                            + say(" à ", " at ")
                                            + CLOCK.format(used));
            Instant suspect = key.suspectSince();
            if (suspect != null) {
                problem(
                        "Peut-être copiée : le " + day(suspect) + " à " + CLOCK.format(suspect)
                                + ", son compteur a reculé. Supprimez-la et prévenez votre administrateur.",
                        "Perhaps copied: on " + day(suspect) + " at " + CLOCK.format(suspect)
                                + " its counter went back. Remove it and tell your administrator.");
            }
            form(
                    "/account/passkeys/" + key.number() + "/remove",
                    form -> html.append("<button aria-label=\"")
                            .append(say("Supprimer la clé d’accès ", "Remove the passkey "))
                            .append(name)
                            .append("\">")
                            .append(say("Supprimer", "Remove"))
                            .append("</button>"));
            html.append("</div>");
        }

        private String day(Instant at) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(english ? Locale.UK : Locale.FRANCE)
                    .withZone(ZoneOffset.UTC)
                    .format(at);
        }

        /**
         * A form that asks the browser for a passkey before it is sent; hidden until the script finds that there can be one. After {@code goodFor} the
         * device is asked no more: a key that it makes then would not be taken.
         */
        void passkey(String to, String ceremony, Object asked, @Nullable Duration goodFor, Consumer<Form> fields) {
            scripted = true;
            String late = goodFor == null
                    ? ""
                    : "\" data-good-for=\"" + goodFor.toMillis() + "\" data-late=\""
                            + say(
                                    PasskeyRefused.Why.SIGN_IN_AGAIN.french(),
                                    PasskeyRefused.Why.SIGN_IN_AGAIN.english());
            form(
                    to,
                    " hidden data-passkey=\"" + ceremony + "\" data-asked=\""
                            + HtmlUtils.htmlEscape(Passkeys.json(asked), "UTF-8") + "\" data-known=\""
                            + say(
                                    "Cet appareil a déjà une clé d’accès pour votre compte.",
                                    "This device has a passkey for your account already.")
                            + "\" data-cancelled=\""
                            + (ceremony.equals("prove")
                                    ? say(
                                            "Rien n’a été fait : demande annulée, délai passé, ou pas de clé d’accès sur cet appareil. Réessayez, ou prenez mot de passe et code.",
                                            "Nothing was done: cancelled, too late, or no passkey on this device. Try again, or take password and code.")
                                    : say(
                                            "Rien n’a été fait : la demande a été annulée, ou l’appareil n’a pas répondu à temps.",
                                            "Nothing was done: the request was cancelled, or the device did not answer in time."))
                            + "\" data-elsewhere=\""
                            + say(
                                    "Cette adresse n’est pas la bonne : les clés d’accès ne valent pas ici.",
                                    "This is not the right address: passkeys are not good here.")
                            + late
                            + "\"",
                    form -> {
                        html.append("<input type=\"hidden\" name=\"credential\">");
                        fields.accept(form);
                        html.append("<p class=\"problem\" role=\"alert\" hidden></p>");
                    });
        }

        void problem(String french, String english) {
            html.append("<p class=\"problem\" role=\"alert\">")
                    .append(say(french, english))
                    .append("</p>");
        }

        void note(String french, String english) {
            html.append("<p class=\"note\">").append(say(french, english)).append("</p>");
        }

        void line(String french, String english, String value) {
            html.append("<p>")
                    .append(say(french, english))
                    .append(" : <strong>")
                    .append(HtmlUtils.htmlEscape(value, "UTF-8"))
                    .append("</strong></p>");
        }

        Page form(String to, Consumer<Form> fields) {
            return form(to, "", fields);
        }

        private Page form(String to, String more, Consumer<Form> fields) {
            html.append("<form method=\"post\" action=\"")
                    .append(to)
                    .append('"')
                    .append(more)
                    .append('>');
            if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
                html.append("<input type=\"hidden\" name=\"")
                        .append(token.getParameterName())
                        .append("\" value=\"")
                        .append(token.getToken())
                        .append("\">");
            }
            fields.accept(new Form());
            html.append("</form>");
            return this;
        }

        ResponseEntity<String> answer(int status) {
            html.append("</main>")
                    .append(scripted ? "<script src=\"/passkeys.js\"></script>" : "")
                    .append("</body></html>");
            return ResponseEntity.status(status)
                    .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                    .header(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "fr")
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                    .body(html.toString());
        }

        final class Form {
            void text(String name, String french, String english, String autocomplete, String value) {
                field("text", name, french, english, autocomplete, value);
            }

            /** What somebody calls something: not blank, of at most {@code longest} characters. */
            void name(String french, String english, int longest) {
                field("text", "name", french, english, "off", "", " maxlength=\"" + longest + "\" pattern=\".*\\S.*\"");
            }

            void secret(String name, String french, String english, String autocomplete) {
                field("password", name, french, english, autocomplete, "");
            }

            void code() {
                field("text", "code", "Code à six chiffres", "Six-digit code", "one-time-code", "");
            }

            private void field(
                    String type, String name, String french, String english, String autocomplete, String value) {
                field(type, name, french, english, autocomplete, value, "");
            }

            private void field(
                    String type,
                    String name,
                    String french,
                    String english,
                    String autocomplete,
                    String value,
                    String more) {
                html.append("<label>")
                        .append(say(french, english))
                        .append("<input required type=\"")
                        .append(type)
                        .append("\" name=\"")
                        .append(name)
                        .append("\" autocomplete=\"")
                        .append(autocomplete)
                        .append('"')
                        .append(more)
                        .append(" autocapitalize=\"none\" spellcheck=\"false\" value=\"")
                        .append(HtmlUtils.htmlEscape(value, "UTF-8"))
                        .append("\"></label>");
            }

            void says(String french, String english) {
                html.append("<p>").append(say(french, english)).append("</p>");
            }

            void button(String french, String english) {
                html.append("<button>").append(say(french, english)).append("</button>");
            }

            void authenticator(byte[] secret) {
                String typed = TimeCode.base32(secret);
                html.append("<p>")
                        .append(say(
                                "Lisez ce carré avec une application d’authentification, ou tapez-y : ",
                                "Scan this square with an authenticator app, or type into it: "))
                        .append("<code>")
                        .append(typed)
                        .append("</code></p>")
                        .append(square(
                                "otpauth://totp/" + URLEncoder.encode("Jèkasy", StandardCharsets.UTF_8) + "?secret="
                                        + typed + "&issuer=" + URLEncoder.encode("Jèkasy", StandardCharsets.UTF_8)));
            }
        }
    }

    static String square(String text) {
        try {
            BitMatrix dots =
                    new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 4));
            StringBuilder path = new StringBuilder();
            for (int y = 0; y < dots.getHeight(); y++) {
                for (int x = 0; x < dots.getWidth(); x++) {
                    if (dots.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            return "<svg role=\"img\" aria-label=\"QR\" viewBox=\"0 0 " + dots.getWidth() + " " + dots.getHeight()
                    + "\" shape-rendering=\"crispEdges\"><path d=\"" + path + "\"/></svg>";
        } catch (WriterException tooLong) {
            throw new IllegalStateException(tooLong);
        }
    }
}
