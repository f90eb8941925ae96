package org.jekasy.command.register;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code ./ledger import FILE …}: hands a register or a weighing book to a running ledger and prints what became of its rows. */
@Command(
        name = "ledger import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = {
            "Enregistre un registre ou un cahier de pesée (CSV, XLSX).",
            "Records a register or a weighing book (CSV, XLSX)."
        },
        exitCodeListHeading = "%n",
        exitCodeList = {
            "0:toutes les lignes sont enregistrées / every row is recorded",
            "1:des lignes sont refusées / some rows are refused",
            "2:rien n'a pu être fait / nothing could be done"
        })
public final class ImportTool implements Callable<Integer> {
    private static final int MOST_SHOWN = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Parameters(paramLabel = "FILE", description = "le fichier / the file")
    private @Nullable Path file;

    @Option(
            names = "--organisation",
            paramLabel = "ID",
            required = true,
            description = "l'organisation dont c'est le registre / whose register it is")
    private @Nullable String organisation;

    @Option(
            names = "--place",
            paramLabel = "ID",
            description = "le point de collecte, pour un cahier de pesée / the collection point, for a weighing book")
    private @Nullable String place;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            defaultValue = "auto",
            description = "auto, organisations, producers, harvests, deliveries")
    private String as = "auto";

    @Option(names = "--season", paramLabel = "ID", description = "MG-2026, KA-2026/27 …")
    private @Nullable String season;

    @Option(
            names = "--issuer",
            paramLabel = "CODE",
            description = "le code émetteur des lots, sinon le premier / the issuer of the lot codes, else the first")
    private @Nullable String issuer;

    @Option(names = "--dry-run", description = "dire sans enregistrer / say, do not record")
    private boolean dryRun;

    @Option(
            names = "--yes",
            description = "enregistrer sans demander après l'essai / record without asking after the dry run")
    private boolean yes;

    @Option(
            names = "--results",
            paramLabel = "OUT.csv",
            description = "une ligne de résultat par ligne / one line of result a row")
    private @Nullable Path results;

    @Option(
            names = "--corrections",
            paramLabel = "OUT.csv",
            description = "les lignes refusées, à corriger et renvoyer / the refused rows, to correct and send again")
    private @Nullable Path corrections;

    @Option(
            names = "--actor",
            paramLabel = "ID[/OPERATOR[/DEVICE]]",
            description = "qui agit, sinon l'organisation / who acts, else the organisation")
    private @Nullable String actor;

    @Option(
            names = "--machine",
            paramLabel = "NAME",
            description =
                    "la machine inscrite qui envoie, au lieu de --actor / the enrolled machine that sends, instead of --actor")
    private @Nullable String machine;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "le secret de cette machine / its secret")
    private @Nullable Path secretFile;

    @Option(names = "--ledger-url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8081")
    private URI ledger = URI.create("http://127.0.0.1:8081");

    private final PrintStream out;
    private final PrintStream err;
    private final Locale locale;
    private final @Nullable BufferedReader person;

    private ImportTool(PrintStream out, PrintStream err, Locale locale, @Nullable BufferedReader person) {
        this.out = out;
        this.err = err;
        this.locale = locale;
        this.person = person;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, locale(System.getenv()), arguments));
    }

    /** Does what the arguments say and returns the exit code: 0, 1 (some rows are refused) or 2 (nothing could be done). */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 gives none again where no terminal is
    public static int run(PrintStream out, PrintStream err, Locale locale, String... arguments) {
        Console console = System.console();
        return run(
                out,
                err,
                locale,
                console != null && console.isTerminal() ? new BufferedReader(console.reader()) : null,
                arguments);
    }

    /** The same; {@code person}: what the person at the terminal types, null where nobody can be asked (a script then records at once). */
    static int run(
            PrintStream out, PrintStream err, Locale locale, @Nullable BufferedReader person, String... arguments) {
        return new CommandLine(new ImportTool(out, err, locale, person))
                .setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExitCodeExceptionMapper(failure -> CommandLine.ExitCode.USAGE)
                .execute(arguments);
    }

    /** French, unless the user's locale asks for English. */
    static Locale locale(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(set -> !set.isBlank())
                .findFirst()
                .filter(set -> set.toLowerCase(Locale.ROOT).startsWith("en"))
                .map(set -> Locale.ENGLISH)
                .orElse(Locale.FRENCH);
    }

    @Override
    public Integer call() {
        try {
            byte[] content = Files.readAllBytes(java.util.Objects.requireNonNull(file));
            boolean asks = person != null && !yes;
            Answer answer = send(content, dryRun || asks);
            print(answer);
            if (answer.dryRun() && !dryRun && isWanted(answer)) {
                answer = send(content, false);
                print(answer);
            }
            write(content, answer);
            return answer.refused() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (Refused refused) {
            err.println(refused.getMessage());
        } catch (java.nio.file.NoSuchFileException missing) {
            err.println(say("Fichier introuvable : ", "No such file: ") + missing.getFile());
        } catch (java.net.ConnectException closed) {
            err.println(say("Le registre ne répond pas à ", "The ledger does not answer at ")
                    + ledger
                    + say(". Lancez d'abord ./ledger demo.", ". Start ./ledger demo first."));
        } catch (IOException | UncheckedIOException | JacksonException failure) {
            err.println(say("Lecture ou envoi impossible : ", "Can not read or send: ") + failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return CommandLine.ExitCode.USAGE;
    }

    /** After a dry run: whether the person wants it recorded. The default is no: nothing recorded is the way back. */
    private boolean isWanted(Answer tried) throws IOException {
        int rows = tried.accepted() + tried.flagged();
        if (person == null || rows == 0) {
            return false;
        }
        out.print(say("Enregistrer ces %d lignes ? [o/N] ", "Record these %d rows? [y/N] ")
                .formatted(rows));
        out.flush();
        String said = person.readLine();
        if (said != null
                && List.of("o", "oui", "y", "yes").contains(said.strip().toLowerCase(Locale.ROOT))) {
            return true;
        }
        out.println(say("Rien n'a été enregistré.", "Nothing was recorded."));
        return false;
    }

    private Answer send(byte[] content, boolean tried) throws IOException, InterruptedException, Refused {
        HttpResponse<byte[]> response = post(content, tried);
        if (response.statusCode() != 200) {
            throw new Refused(problem(response));
        }
        return EventJson.mapper().readValue(response.body(), Answer.class);
    }

    private HttpResponse<byte[]> post(byte[] content, boolean tried) throws IOException, InterruptedException, Refused {
        Map<String, @Nullable String> said = new LinkedHashMap<>();
        said.put("organisation", organisation);
        said.put("place", place);
        said.put("as", as);
        said.put("season", season);
        said.put("issuer", issuer);
        said.put("dry-run", Boolean.toString(tried));
        String query = said.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(String.valueOf(parameter.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            String token = machine == null ? null : token(client);
            return client.send(
                    HttpRequest.newBuilder(URI.create(ledger + "/imports?" + query))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/octet-stream")
                            .header("Accept", "application/json")
                            .header("Accept-Language", locale.getLanguage())
                            .header(
                                    token == null ? "Jekasy-Actor" : "Authorization",
                                    token != null
                                            ? "Bearer " + token
                                            : actor == null ? String.valueOf(organisation) : actor)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private String token(HttpClient client) throws IOException, InterruptedException, Refused {
        if (secretFile == null) {
            throw new Refused(say(
                    "--machine demande --secret-file : le fichier avec le secret de la machine.",
                    "--machine needs --secret-file: the file with the machine's secret."));
        }
        String proof = machine + ":" + Files.readString(secretFile).strip();
        HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(URI.create(ledger + "/oauth2/token"))
                        .timeout(Duration.ofSeconds(30))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=record"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new Refused(say(
                    "La machine " + machine + " n'a pas reçu de jeton (HTTP " + response.statusCode()
                            + ") : rien n'est envoyé. Son secret est-il encore valable ?",
                    "Machine " + machine + " got no token (HTTP " + response.statusCode()
                            + "): nothing was sent. Is its secret still live?"));
        }
        return EventJson.mapper().readTree(response.body()).path("access_token").asString();
    }

    private String problem(HttpResponse<byte[]> response) {
        try {
            JsonNode problem = EventJson.mapper().readTree(response.body());
            String detail = problem.path("detail").stringValue("");
            if (!detail.isEmpty()) {
                return detail;
            }
        } catch (JacksonException notJson) {
            // said by its status
        }
        return "HTTP " + response.statusCode();
    }

    private void print(Answer answer) {
        if (answer.dryRun()) {
            out.println(say("Essai : rien n'est enregistré.", "Dry run: nothing is recorded."));
        }
        out.println(say(
                "%d lignes (%s) : %d acceptées, %d acceptées avec une remarque, %d déjà enregistrées, %d refusées."
                        .formatted(
                                answer.rows(),
                                kind(answer.kind()),
                                answer.accepted(),
                                answer.flagged(),
                                answer.repeated(),
                                answer.refused()),
                "%d rows (%s): %d accepted, %d accepted with a flag, %d recorded already, %d refused."
                        .formatted(
                                answer.rows(),
                                kind(answer.kind()),
                                answer.accepted(),
                                answer.flagged(),
                                answer.repeated(),
                                answer.refused())));
        if (answer.named() > 0) {
            out.println(say(
                    answer.named() + " noms gardés dans le registre des personnes, aucun dans le registre des lots.",
                    answer.named() + " names kept in the register of persons, none in the ledger."));
        }
        if (!answer.ignored().isEmpty()) {
            out.println(say("Colonnes non lues : ", "Columns not read: ") + String.join(", ", answer.ignored()));
        }
        show(answer, RowResult.Outcome.FLAGGED, say("remarque", "flag"));
        show(answer, RowResult.Outcome.REFUSED, say("refusée", "refused"));
    }

    private void show(Answer answer, RowResult.Outcome outcome, String word) {
        List<Answer.Line> lines = answer.results().stream()
                .filter(line -> line.outcome() == outcome)
                .toList();
        for (Answer.Line line : lines.stream().limit(MOST_SHOWN).toList()) {
            out.println("  " + say("ligne ", "row ") + line.line() + "  " + line.ticket() + "  " + word + "  "
                    + line.said());
        }
        if (lines.size() > MOST_SHOWN) {
            out.println("  … " + (lines.size() - MOST_SHOWN) + say(" autres, voir --results", " more, see --results"));
        }
    }

    private String kind(Kind kind) {
        return switch (kind) {
            case HARVESTS -> say("récoltes", "harvests");
            case DELIVERIES -> say("livraisons", "deliveries");
            case PRODUCERS -> say("producteurs", "producers");
            case ORGANISATIONS -> "organisations";
        };
    }

    private void write(byte[] content, Answer answer) throws IOException {
        if (results != null) {
            Files.writeString(results, ResultSheet.results(answer.results()));
        }
        if (corrections != null) {
            Header header = Header.find(Sheets.read(content), answer.kind());
            Files.writeString(corrections, ResultSheet.corrections(header, answer.results()));
        }
    }

    private String say(String french, String english) {
        return locale.getLanguage().equals("en") ? english : french;
    }

    /** The ledger's sentence why the file as a whole is not taken. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }
}
