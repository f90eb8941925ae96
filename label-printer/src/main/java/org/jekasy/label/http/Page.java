package org.jekasy.label.http;

import java.time.Duration;
import java.util.Locale;
import org.jekasy.label.lot.Reason.Said;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** What the pages for people share: one style, no script, and a policy under which whatever text reached a page, none of it can run. */
final class Page {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");

    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:1.05rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem}
            h1,h2{line-height:1.2}
            textarea,input,select,button,.button{font:inherit;padding:.5rem;border:1px solid #767676;border-radius:.3rem;box-sizing:border-box}
            textarea{width:100%;margin-top:.4rem;font-family:ui-monospace,monospace;font-size:1.2rem}
            input{width:6rem}
            input,select{min-height:3rem}
            .scan{width:100%;font-family:ui-monospace,monospace;font-size:1.5rem}
            label{font-weight:600}
            .row{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:1rem 0}
            .row label{display:block}
            button,.button{min-height:3rem;padding:.5rem 1.2rem;cursor:pointer}
            .button{display:inline-block;line-height:2rem;text-decoration:none;color:inherit}
            .main{background:#1b5e20;color:#fff;border-color:#1b5e20;font-weight:600}
            .refused{background:#fdecea;color:#7f1d1d;border-left:.4rem solid #b91c1c;padding:.7rem 1rem}
            .told{background:#fff4d6;color:#5b3a00;border-left:.4rem solid #b45309;padding:.7rem 1rem}
            figure{display:inline-block;margin:0 1rem 1rem 0}
            figure svg{display:block;border:1px solid #999;max-width:100%;height:auto}
            iframe{width:100%;height:26rem;border:1px solid #999;border-radius:.3rem;box-sizing:border-box}
            ul.jobs,ul.lights{list-style:none;margin:0;padding:0}
            ul.jobs li{display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center;border-left:.5rem solid #767676;padding:.4rem .8rem;margin:.6rem 0}
            ul.jobs p{margin:0}
            ul.jobs div{flex:1 1 14rem}
            ul.jobs .unknown,ul.jobs .failed{border-color:#b91c1c}
            ul.jobs .sent,ul.jobs .printed,ul.jobs .replaced{border-color:#1b5e20}
            ul.jobs .waiting,ul.jobs .sending{border-color:#b45309}
            ul.lights li{padding:.2rem 0}
            .number{width:18rem;max-width:100%;font-family:ui-monospace,monospace}
            .counted{margin:.2rem 0}
            .lot{font-family:ui-monospace,monospace;font-size:1.2rem}
            .good::before{content:"\\25CF\\00A0";color:#2e7d32}
            .bad::before{content:"\\25A0\\00A0";color:#d32f2f}
            .small{font-size:.9rem}
            :focus-visible{outline:4px solid #1565c0;outline-offset:2px}
            code{font-size:.95em}
            """;

    // the one style and nothing else
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

    private final Locale reader;

    Page(Locale reader) {
        this.reader = reader;
    }

    /** Who may show a page within one of his own. */
    enum Framed {
        BY_NOBODY("'none'"),
        BY_US("'self'");

        private final String ancestors;

        Framed(String ancestors) {
            this.ancestors = ancestors;
        }
    }

    boolean english() {
        return reader.getLanguage().equals("en");
    }

    String say(String french, String english) {
        return english() ? english : french;
    }

    String say(Said said) {
        return escaped(say(said.french(), said.english()));
    }

    static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    /** A page of our own; {@code head} is what stands in its head besides title and style. */
    ResponseEntity<String> answer(HttpStatusCode status, Framed framed, String title, String head, String body) {
        return answer(status, framed, """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s</title>
                <meta name="viewport" content="width=device-width,initial-scale=1">%s<link rel="stylesheet" href="/style.css"></head><body><main>
                %s
                </main></body></html>
                """.formatted(english() ? "en" : "fr", escaped(title), head, body));
    }

    private ResponseEntity<String> answer(HttpStatusCode status, Framed framed, String html) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, reader.getLanguage())
                .header(SafeHeaders.POLICY, POLICY + framed.ancestors)
                .body(html);
    }

    /** How all of them look: a file of its own, so that no page needs a style within it. */
    static ResponseEntity<String> style() {
        return ResponseEntity.ok()
                .contentType(CSS)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(STYLE);
    }
}
