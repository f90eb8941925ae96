package org.jekasy.command.identity;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jekasy.command.http.Language;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/** A page for people as text, in the reader's language: whatever comes from outside is escaped where it is put in. Texts in French and English are our own. */
public final class Page {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final StringBuilder html = new StringBuilder();
    private final boolean english;
    private final HttpServletRequest request;
    private boolean scripted;

    public Page(HttpServletRequest request, String french, String english) {
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

    /** The one of the two that this reader reads. */
    public String say(String french, String english) {
        return this.english ? english : french;
    }

    String role(Role role) {
        return say(role.french(), role.english());
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

    public void heading(String french, String english) {
        html.append("<h2>").append(say(french, english)).append("</h2>");
    }

    public void says(String french, String english) {
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

    /** A day as people write it. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(english ? Locale.UK : Locale.FRANCE)
                .format(day);
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
                        + say(PasskeyRefused.Why.SIGN_IN_AGAIN.french(), PasskeyRefused.Why.SIGN_IN_AGAIN.english());
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

    /** What went wrong, in words that may hold what somebody typed. */
    public void problem(String sentence) {
        html.append("<p class=\"problem\" role=\"alert\">")
                .append(HtmlUtils.htmlEscape(sentence, "UTF-8"))
                .append("</p>");
    }

    /** A way to another page of ours. */
    public Page way(String french, String english, String path) {
        html.append("<p><a href=\"")
                .append(HtmlUtils.htmlEscape(path, "UTF-8"))
                .append("\">")
                .append(say(french, english))
                .append("</a></p>");
        return this;
    }

    /** One of a list: the name leads to its page. */
    public void entry(String path, String name, String more) {
        html.append("<div class=\"key\"><a href=\"")
                .append(HtmlUtils.htmlEscape(path, "UTF-8"))
                .append("\">")
                .append(HtmlUtils.htmlEscape(name, "UTF-8"))
                .append("</a><br>")
                .append(HtmlUtils.htmlEscape(more, "UTF-8"))
                .append("</div>");
    }

    /** A picture that the page brings along. */
    public void image(URI data, String french, String english) {
        html.append("<img src=\"")
                .append(HtmlUtils.htmlEscape(data.toString(), "UTF-8"))
                .append("\" alt=\"")
                .append(say(french, english))
                .append("\">");
    }

    public void note(String french, String english) {
        html.append("<p class=\"note\">").append(say(french, english)).append("</p>");
    }

    public void line(String french, String english, String value) {
        html.append("<p>")
                .append(say(french, english))
                .append(" : <strong>")
                .append(HtmlUtils.htmlEscape(value, "UTF-8"))
                .append("</strong></p>");
    }

    public Page form(String to, Consumer<Form> fields) {
        return form(to, "", fields);
    }

    /** A form that only asks: what is typed stands in the address it leads to. */
    public Page asking(String to, Consumer<Form> fields) {
        html.append("<form method=\"get\" action=\"").append(to).append("\">");
        fields.accept(new Form());
        html.append("</form>");
        return this;
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

    public ResponseEntity<String> answer(int status) {
        html.append("</main>")
                .append(scripted ? "<script src=\"/passkeys.js\"></script>" : "")
                .append("</body></html>");
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "fr")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(html.toString());
    }

    /** The fields of a form, in their order. */
    public final class Form {
        public void text(String name, String french, String english, String autocomplete, String value) {
            field("text", name, french, english, autocomplete, value);
        }

        /** What somebody calls something: not blank, of at most {@code longest} characters. */
        void name(String french, String english, int longest) {
            field("text", "name", french, english, "off", "", " maxlength=\"" + longest + "\" pattern=\".*\\S.*\"");
        }

        /** Whose password it is, for whoever keeps passwords: not shown, and not read when it comes back. */
        void whose(String signIn) {
            html.append("<input type=\"text\" name=\"username\" autocomplete=\"username\" hidden readonly value=\"")
                    .append(HtmlUtils.htmlEscape(signIn, "UTF-8"))
                    .append("\">");
        }

        void secret(String name, String french, String english, String autocomplete) {
            field("password", name, french, english, autocomplete, "");
        }

        void code() {
            field("text", "code", "Code à six chiffres", "Six-digit code", "one-time-code", "");
        }

        private void field(String type, String name, String french, String english, String autocomplete, String value) {
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

        /** A text that may be left out. */
        public void optional(String name, String french, String english, String value) {
            html.append("<label>")
                    .append(say(french, english))
                    .append("<input type=\"text\" name=\"")
                    .append(name)
                    .append("\" autocomplete=\"off\" value=\"")
                    .append(HtmlUtils.htmlEscape(value, "UTF-8"))
                    .append("\"></label>");
        }

        /** One of these words, each with what people call it. */
        public void choice(String name, String french, String english, List<Map.Entry<String, String>> choices) {
            html.append("<label>")
                    .append(say(french, english))
                    .append("<select name=\"")
                    .append(name)
                    .append("\">");
            choices.forEach(each -> html.append("<option value=\"")
                    .append(each.getKey())
                    .append("\">")
                    .append(each.getValue())
                    .append("</option>"));
            html.append("</select></label>");
        }

        /** A day, this one at the latest. */
        public void day(String name, String french, String english, LocalDate latest) {
            html.append("<label>")
                    .append(say(french, english))
                    .append("<input required type=\"date\" name=\"")
                    .append(name)
                    .append("\" max=\"")
                    .append(latest)
                    .append("\" value=\"")
                    .append(latest)
                    .append("\"></label>");
        }

        /** A box that has to be ticked; it sends {@code yes}. */
        public void sure(String name, String french, String english) {
            html.append("<label class=\"sure\"><input required type=\"checkbox\" name=\"")
                    .append(name)
                    .append("\" value=\"yes\">")
                    .append(say(french, english))
                    .append("</label>");
        }

        public void button(String french, String english) {
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
                    .append(square("otpauth://totp/" + URLEncoder.encode("Jèkasy", StandardCharsets.UTF_8) + "?secret="
                            + typed + "&issuer=" + URLEncoder.encode("Jèkasy", StandardCharsets.UTF_8)));
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
