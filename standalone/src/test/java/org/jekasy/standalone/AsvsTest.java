package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/asvs.md says of itself: every requirement once, the sums of docs/security.md, tests that exist. Whether a row is true only a reader can say. */
class AsvsTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> STATES = List.of("met", "partly", "not", "none");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+)\\.(\\d+)\\.(\\d+) \\| ([12]) \\| ([^|]+) \\| (\\w+) \\| ?([^|]*)\\|$");
    private static final Pattern SUM =
            Pattern.compile("(?m)^\\| (V(\\d+) [^|]+|All) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\b");

    @Test
    void everyRequirementOfTheTwoLevelsIsThereOnce() throws IOException {
        List<MatchResult> rows = rows();
        // as the standard has them: 70 of level 1, 183 of level 2
        assertThat(rows.stream().filter(row -> row.group(4).equals("1"))).hasSize(70);
        assertThat(rows.stream().filter(row -> row.group(4).equals("2"))).hasSize(183);
        assertThat(rows.stream().map(AsvsTest::number)).doesNotHaveDuplicates();
        for (MatchResult row : rows) {
            assertThat(STATES).as(number(row)).contains(row.group(6));
            // what is only partly so says what is missing
            assertThat(row.group(6).equals("partly") && row.group(7).isBlank())
                    .as(number(row))
                    .isFalse();
        }
    }

    @Test
    void theSumsAndTheListOfWhatIsNotMetAreRight() throws IOException {
        List<MatchResult> rows = rows();
        String security = Files.readString(ROOT.resolve("docs/security.md"));
        List<MatchResult> sums = SUM.matcher(security).results().toList();
        assertThat(sums).hasSize(18);
        for (MatchResult sum : sums) {
            String chapter = sum.group(2);
            List<MatchResult> its = rows.stream()
                    .filter(row -> chapter == null || row.group(1).equals(chapter))
                    .toList();
            for (int i = 0; i < STATES.size(); i++) {
                String state = STATES.get(i);
                assertThat(its.stream().filter(row -> row.group(6).equals(state)))
                        .as("%s %s", sum.group(1), state)
                        .hasSize(Integer.parseInt(sum.group(3 + i)));
            }
            assertThat(its).as(sum.group(1)).hasSize(Integer.parseInt(sum.group(7)));
        }
        assertThat(Pattern.compile("(?m)^\\* \\*\\*([0-9.]+)\\*\\* ")
                        .matcher(security)
                        .results()
                        .map(each -> each.group(1)))
                .containsExactlyElementsOf(rows.stream()
                        .filter(row -> row.group(6).equals("not"))
                        .map(AsvsTest::number)
                        .toList());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> there;
        try (Stream<Path> files = Files.walk(ROOT)) {
            there = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        Set<String> named = TEST.matcher(Files.readString(ROOT.resolve("docs/asvs.md")))
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(there).containsAll(named);
    }

    private static String number(MatchResult row) {
        return row.group(1) + "." + row.group(2) + "." + row.group(3);
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/asvs.md")))
                .results()
                .toList();
    }
}
