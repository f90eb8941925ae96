package org.jekasy.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./ledger open}: nothing is loaded; how people and machines come in is said. */
final class OpenLedger implements Contents {
    private final Language language;

    OpenLedger(Language language) {
        this.language = language;
    }

    @Override
    public List<Hint> bring(House house, Path data) {
        String commands = house.ports().signingIn();
        List<Hint> hints = new ArrayList<>();
        Path token = Services.identity(data).resolve("setup-token");
        if (Files.exists(token)) {
            hints.add(new Hint(
                    language.say("Premier compte", "First account"),
                    commands + "/setup" + language.say("  avec le jeton dans ", "  with the token in ") + token));
        }
        hints.add(new Hint(language.say("Se connecter", "Sign in"), commands + "/sign-in"));
        return hints;
    }

    /** Whether nobody without a token is let in. */
    @Override
    public boolean check(House house, Path data) {
        throw new UnsupportedOperationException("./ledger demo --check");
    }
}
