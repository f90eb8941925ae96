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
import java.util.HexFormat;
import java.util.Map;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The few pages a person sees: signing in, the first account, an invitation, one's own account. Without script; French, or English for who prefers it. */
@RestController
@Conditional(EmbeddedServer.class)
class SignInPages {
    private static final String SECRET = SignInPages.class.getName() + ".secret";

    private final Accounts accounts;
    private final Members members;
    private final Setup setup;
    private final Audit audit;
    private final Clock clock;

    SignInPages(Accounts accounts, Members members, Setup setup, Audit audit, Clock clock) {
        this.accounts = accounts;
        this.members = members;
        this.setup = setup;
        this.audit = audit;
        this.clock = clock;
    }

    /** The word in the address that tells the page what went wrong. */
    static String said(AuthenticationException why) {
        return switch (why) {
            case BadCredentialsException _ -> "wrong";
            case LockedException _ -> "wait";
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
        if (request.getParameter("wait") != null) {
            page.problem(
                    "Trop d’essais. Attendez une minute, puis réessayez : rien n’est bloqué.",
                    "Too many tries. Wait a minute, then try again: nothing is locked.");
        }
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
        return page.form("/sign-in", form -> {
                    form.text("name", "Identifiant", "Sign-in name", "username", "");
                    form.secret("password", "Mot de passe", "Password", "current-password");
                    form.code();
                    form.button("Se connecter", "Sign in");
                })
                .answer(200);
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
        return page.form("/sign-out", form -> form.button("Se déconnecter", "Sign out"))
                .form("/account/end", form -> form.button("Se déconnecter partout", "Sign out everywhere"))
                .answer(200);
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
                .cacheControl(CacheControl.maxAge(java.time.Duration.ofHours(1)))
                .body("""
                        body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 32rem; padding: 0 1rem; color: #1b1b1b; background: #fff }
                        label { display: block; margin-top: 1rem } input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .6rem; border: 1px solid #666; border-radius: .3rem }
                        button { margin-top: 1.5rem; font: inherit; padding: .7rem 1.4rem; border: 0; border-radius: .3rem; background: #14532d; color: #fff; min-height: 3rem }
                        :focus-visible { outline: 3px solid #b45309; outline-offset: 2px } .problem { border-left: .4rem solid #b91c1c; padding-left: 1rem } .note { border-left: .4rem solid #14532d; padding-left: 1rem }
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
        private final StringBuilder html = new StringBuilder();
        private final boolean english;
        private final HttpServletRequest request;

        Page(HttpServletRequest request, String french, String english) {
            this.request = request;
            this.english = Language.of(request).getLanguage().equals("en");
            String title = say(french, english);
            html.append("<!doctype html><html lang=\"")
                    .append(this.english ? "en" : "fr")
                    .append(
                            "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
                    .append(title)
                    .append(" · Jèkasy</title><link rel=\"stylesheet\" href=\"/identity.css\"></head><body><main><h1>")
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

        Page form(String to, java.util.function.Consumer<Form> fields) {
            html.append("<form method=\"post\" action=\"").append(to).append("\">");
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
            html.append("</main></body></html>");
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

            void secret(String name, String french, String english, String autocomplete) {
                field("password", name, french, english, autocomplete, "");
            }

            void code() {
                field("text", "code", "Code à six chiffres", "Six-digit code", "one-time-code", "");
            }

            private void field(
                    String type, String name, String french, String english, String autocomplete, String value) {
                html.append("<label>")
                        .append(say(french, english))
                        .append("<input required type=\"")
                        .append(type)
                        .append("\" name=\"")
                        .append(name)
                        .append("\" autocomplete=\"")
                        .append(autocomplete)
                        .append("\" autocapitalize=\"none\" spellcheck=\"false\" value=\"")
                        .append(HtmlUtils.htmlEscape(value, "UTF-8"))
                        .append("\"></label>");
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
