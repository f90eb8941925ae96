package org.jekasy.season;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code ./ledger season …}: makes a season up and writes it to a folder; on request tries it on the rules, or sends it to a running ledger. */
@Command(
        name = "ledger season",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = {
            "Invente une campagne entière : registres, cahiers de pesée et commandes, toujours les mêmes pour la même graine.",
            "Makes up a whole season: registers, weighing books and commands, always the same for the same seed."
        },
        exitCodeListHeading = "%n",
        exitCodeList = {
            "0:tout est comme attendu / all is as expected",
            "1:des réponses surprennent / some answers surprise",
            "2:rien n'a pu être fait / nothing could be done"
        })
public final class SeasonTool implements Callable<Integer> {
    private static final int FIRST_YEAR = 2020;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "la graine du hasard / the seed of chance")
    private long seed;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            defaultValue = "demo",
            converter = Sizes.class,
            description = "demo, cooperative, sikasso, sikasso-record, shea, shea-union")
    private Size size = Size.DEMO;

    @Option(names = "--year", paramLabel = "YYYY", defaultValue = "2026", description = "l'année / the year")
    private int year;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "le dossier où écrire / the folder to write to")
    private @Nullable Path out;

    @Option(names = "--rehearse", description = "l'essayer sur les règles, en mémoire / try it on the rules, in memory")
    private boolean rehearse;

    @Option(
            names = "--send",
            paramLabel = "URL",
            description = "l'envoyer à un registre ouvert, http://127.0.0.1:8081 / send it to a running ledger")
    private @Nullable URI ledger;

    private final PrintStream output;
    private final PrintStream err;
    private final Locale locale;
    private final Clock clock;

    private SeasonTool(PrintStream output, PrintStream err, Locale locale, Clock clock) {
        this.output = output;
        this.err = err;
        this.locale = locale;
        this.clock = clock;
    }

    /** Does what the arguments say and returns the exit code: 0, 1 (some answers surprise) or 2 (nothing could be done). */
    public static int run(PrintStream out, PrintStream err, Locale locale, Clock clock, String... arguments) {
        return new CommandLine(new SeasonTool(out, err, locale, clock))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExitCodeExceptionMapper(failure -> CommandLine.ExitCode.USAGE)
                .execute(arguments);
    }

    @Override
    public Integer call() {
        if (year < FIRST_YEAR || year > clock.instant().atZone(java.time.ZoneOffset.UTC).getYear()) {
            err.println(say("Pas de campagne en ", "No season in ") + year + ".");
            return CommandLine.ExitCode.USAGE;
        }
        Path folder = java.util.Objects.requireNonNull(out);
        try {
            Season season = Season.of(size, seed, year);
            SeasonFiles.write(season, folder);
            output.println(say(
                    "%d fichiers à importer et %d commandes écrits dans %s"
                            .formatted(season.files().size(), season.told().size(), folder),
                    "%d files to import and %d commands written to %s"
                            .formatted(season.files().size(), season.told().size(), folder)));
            int surprises = rehearse ? rehearse(season) : 0;
            return surprises + (ledger == null ? 0 : send(folder, ledger)) == 0
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        } catch (IOException failure) {
            err.println(say("Écriture ou envoi impossible : ", "Can not write or send: ") + failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return CommandLine.ExitCode.USAGE;
    }

    private int rehearse(Season season) {
        Rehearsal rehearsal = new Rehearsal(clock).of(season);
        output.println(say(
                "Essai : %d enregistrements, dont %d avec une remarque ; %d réponses inattendues."
                        .formatted(
                                rehearsal.ledger().entries().size(),
                                rehearsal.flagged(),
                                rehearsal.surprises().size()),
                "Rehearsal: %d entries, %d of them flagged; %d unexpected answers."
                        .formatted(
                                rehearsal.ledger().entries().size(),
                                rehearsal.flagged(),
                                rehearsal.surprises().size())));
        show(rehearsal.surprises());
        return rehearsal.surprises().size();
    }

    private int send(Path folder, URI to) throws IOException, InterruptedException {
        Sender.Report report = Sender.send(folder, to, (sent, all) -> {});
        output.println(say(
                "%d envoyés : %d enregistrés, %d refusés ; %d réponses inattendues ; position %d."
                        .formatted(
                                report.sent(),
                                report.recorded(),
                                report.refused(),
                                report.unexpected(),
                                report.position()),
                "%d sent: %d recorded, %d refused; %d unexpected answers; position %d."
                        .formatted(
                                report.sent(),
                                report.recorded(),
                                report.refused(),
                                report.unexpected(),
                                report.position())));
        show(report.surprises());
        return report.unexpected();
    }

    private void show(List<String> surprises) {
        surprises.stream().limit(20).forEach(surprise -> output.println("  " + surprise));
    }

    private String say(String french, String english) {
        return locale.getLanguage().equals("en") ? english : french;
    }

    private static final class Sizes implements ITypeConverter<Size> {
        @Override
        public Size convert(String word) {
            return Size.of(word)
                    .orElseThrow(() -> new TypeConversionException("SIZE: "
                            + Arrays.stream(Size.values()).map(Size::word).collect(Collectors.joining(", "))));
        }
    }
}
