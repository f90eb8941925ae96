package org.jekasy.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jekasy.command.identity.DemoPeople;
import org.jekasy.language.reference.Role;
import org.jekasy.season.SeasonFiles;
import org.jekasy.season.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sample season in the open house, and what a newcomer may try on it. */
final class Sample implements Contents {
    private static final int LABELS = 24;
    private static final long SEED = 7;
    private static final String MANGO_BOOK = "livraisons_mangue_kadiolo_2026.csv";

    private final Path home;
    private final Language language;
    private final PrintStream out;
    private final PrintStream err;
    private final Progress.Bar bar;

    /** @param home the checkout, in which the sample files are */
    Sample(Path home, Language language, PrintStream out, PrintStream err) {
        this.home = home;
        this.language = language;
        this.out = out;
        this.err = err;
        this.bar = new Progress.Bar(out, Boolean.getBoolean("jekasy.terminal"));
    }

    @Override
    public List<Hint> bring(House house, Path data) throws IOException, InterruptedException {
        try (Visitor visitor = new Visitor(house.ports(), language)) {
            Path unfinished = data.resolve("sample-season/unfinished");
            try {
                // lots that are there are somebody's work, unless they are our own load that broke off
                boolean begunBefore = Files.exists(unfinished);
                if (begunBefore || visitor.page("/lots?limit=1").path("lots").isEmpty()) {
                    Files.createDirectories(data.resolve("sample-season"));
                    Files.writeString(unfinished, "");
                    SampleSeason.Loaded loaded = load(visitor, data, begunBefore);
                    out.println(told(loaded));
                    loaded.surprises().forEach(err::println);
                    Files.delete(unfinished);
                }
                return hints(visitor, house, data);
            } catch (NotAsExpected | IOException e) {
                err.println(language.say(
                                "La saison d'exemple n'est pas chargée en entier : ",
                                "The sample season is not loaded completely: ")
                        + (e instanceof NotAsExpected amiss ? amiss.sentence(language) : String.valueOf(e)));
                err.println(language.say(
                        "Ce qui est enregistré est sauf et le registre reste ouvert ; relancez ./ledger demo pour continuer (voir "
                                + data + "/logs).",
                        "What is recorded is safe and the ledger stays open; run ./ledger demo again to go on (see "
                                + data + "/logs)."));
                return List.of();
            }
        }
    }

    @Override
    public boolean check(House house, Path data) throws IOException, InterruptedException {
        try (Visitor visitor = new Visitor(house.ports(), language)) {
            SampleSeason.Loaded loaded = load(visitor, data, false);
            boolean asExpected = loaded.surprises().isEmpty();
            out.println((asExpected ? "✓ " : "✗ ") + told(loaded));
            loaded.surprises().forEach(surprise -> out.println("✗ " + surprise));
            for (Map.Entry<SampleSeason.Book, JsonNode> book : loaded.imports().entrySet()) {
                if (String.valueOf(book.getKey().file().getFileName()).contains("mangue")) {
                    new Trail(visitor, language, out).follow(book.getKey(), book.getValue());
                    return asExpected;
                }
            }
            throw new NotAsExpected("POST /imports", "…mangue….csv", "∅");
        } catch (NotAsExpected e) {
            out.println("✗ " + e.sentence(language));
            return false;
        }
    }

    private SampleSeason.Loaded load(Visitor visitor, Path data, boolean begunBefore)
            throws IOException, InterruptedException, NotAsExpected {
        SampleSeason season = season(data.resolve("sample-season"), begunBefore);
        SampleSeason.Loaded loaded = season.load(visitor, bar, language);
        follow(visitor, loaded.position());
        return loaded;
    }

    /** The made-up season, and the registers beside which the sample books of {@code samples/} can be imported. */
    private SampleSeason season(Path folder, boolean begunBefore) throws IOException {
        if (!Files.exists(folder.resolve("commands.ndjson"))) {
            // the year that is over: nothing of it lies in the future
            SeasonFiles.write(Size.DEMO, SEED, Year.now(ZoneOffset.UTC).getValue() - 1, folder);
        }
        List<SampleSeason.Book> books = new ArrayList<>(List.of(
                register("cooperatives.csv", "PROGRAMME"),
                register("producteurs_kadiolo.csv", "COOP-KAD-01"),
                register("productrices_yorosso.csv", "COOP-YOR-01")));
        books.addAll(SampleSeason.books(folder));
        return new SampleSeason(books, SampleSeason.orders(folder), begunBefore);
    }

    private SampleSeason.Book register(String name, String organisation) {
        return new SampleSeason.Book(home.resolve("samples/registers").resolve(name), organisation, null, 0, 0);
    }

    /** Waits until the pages are there, as long as they come nearer. */
    private void follow(Visitor visitor, long position) throws IOException, InterruptedException, NotAsExpected {
        Progress progress = bar.of((int) position);
        long before = -1;
        try {
            while (true) {
                HttpResponse<byte[]> answer = visitor.answer("/lots?limit=1&min-position=" + position);
                if (answer.statusCode() == 200) {
                    return;
                }
                long reached = Visitor.json(answer.body()).path("reached").longValue(-1);
                if (reached <= before) {
                    throw new NotAsExpected(
                            "GET /lots?min-position=" + position,
                            Long.toString(position),
                            language.say("les pages en sont à ", "the pages are at ") + reached);
                }
                before = reached;
                progress.reached((int) reached, language.say("dans les pages", "on the pages"));
            }
        } finally {
            progress.end();
        }
    }

    private String told(SampleSeason.Loaded loaded) {
        String codes = loaded.refused().isEmpty() ? "" : " (" + SampleSeason.told(loaded.refused()) + ")";
        return language.say(
                "Saison d'exemple : %d écritures au registre, dont %d avec une remarque ; %d confirmées par une deuxième personne ; %d envoyées deux fois, enregistrées une fois ; %d refusées, comme il se doit%s"
                        .formatted(
                                loaded.position(),
                                loaded.flagged(),
                                loaded.agreed(),
                                loaded.repeated(),
                                loaded.refusals(),
                                codes),
                "Sample season: %d entries in the ledger, %d of them flagged; %d agreed to by a second person; %d sent twice and recorded once; %d refused, as they must be%s"
                        .formatted(
                                loaded.position(),
                                loaded.flagged(),
                                loaded.agreed(),
                                loaded.repeated(),
                                loaded.refusals(),
                                codes));
    }

    /** How the people and machines of the demonstration come in. */
    private List<Hint> signingIn(House house, Path data) throws IOException {
        Path identity = Services.identity(data);
        String commands = "http://127.0.0.1:" + house.ports().commands();
        List<DemoPeople.Person> people = DemoPeople.in(identity);
        if (people.isEmpty()) {
            return List.of();
        }
        String name = people.getFirst().signIn();
        return List.of(
                new Hint(language.say("Se connecter", "Sign in"), house.ports().signingIn() + "/sign-in"),
                new Hint(
                        "",
                        people.stream()
                                .map(each ->
                                        each.signIn() + " (" + each.organisation() + ", " + word(each.roles()) + ")")
                                .collect(Collectors.joining(", "))),
                new Hint(
                        "",
                        language.say("mots de passe dans ", "passwords in ") + identity.resolve("demo-people")
                                + language.say(" ; six chiffres : ", "; six digits: ") + "./ledger code " + name
                                + " --data " + data),
                new Hint(
                        language.say("Une machine lit", "A machine reads"),
                        "curl -u label-printer:$(cat " + identity.resolve("label-printer.secret")
                                + ") -d grant_type=client_credentials -d scope=read " + commands + "/oauth2/token"),
                new Hint(
                        language.say("Une machine écrit", "A machine records"),
                        "./ledger import … --machine import-tool --secret-file "
                                + identity.resolve("import-tool.secret")));
    }

    private String word(String role) {
        return Role.of(role)
                .map(known -> language.say(known.french(), known.english()))
                .orElse(role);
    }

    private List<Hint> hints(Visitor visitor, House house, Path data)
            throws IOException, InterruptedException, NotAsExpected {
        List<Hint> hints = new ArrayList<>();
        List<String> lots = ExportLots.newest(visitor, LABELS);
        if (!lots.isEmpty()) {
            String lot = lots.getFirst();
            String pages = "http://127.0.0.1:" + house.ports().pages();
            @Nullable URI lan = house.lan();
            hints.add(new Hint(
                    language.say("La page d'un lot", "A lot's page"), (lan == null ? pages : lan) + "/l/" + lot));
            hints.add(new Hint(language.say("Tout ce lot (JSON)", "All of it (JSON)"), pages + "/lots/" + lot));
            hints.add(new Hint(language.say("Son origine", "Its origin"), pages + "/lots/" + lot + "/origin"));
            Path sheet = data.resolve("labels.pdf");
            Files.write(
                    sheet,
                    visitor.drawn(lots.stream()
                            .map(each -> "lot=" + each)
                            .collect(Collectors.joining("&", "/sheets.pdf?", ""))));
            hints.add(new Hint(language.say("Étiquettes à scanner", "Labels to scan"), sheet.toString()));
        }
        String at = house.ports().equals(Ports.usual())
                ? ""
                : " --ledger-url http://127.0.0.1:" + house.ports().commands();
        hints.addAll(signingIn(house, data));
        hints.add(new Hint(
                language.say("Importer un cahier", "Import a book"),
                "./ledger import samples/registers/" + MANGO_BOOK
                        + " --organisation COOP-KAD-01 --place PC-KAD-01 --results results.csv" + at));
        return hints;
    }
}
