package org.jekasy.query.page;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.query.read.Snapshot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person may have meant who typed a code with one slip: a wrong, a missing or a doubled character, or two in each other's place. */
@Component
class NearCodes {
    private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int LONGEST = 15;

    private final Snapshot snapshot;
    private final JdbcClient sql;

    NearCodes(Snapshot snapshot, JdbcClient readClient) {
        this.snapshot = snapshot;
        this.sql = readClient;
    }

    /** Lots of the ledger at one slip from what was typed, three at most. */
    List<String> known(String typed) {
        List<String> near = near(typed);
        return near.isEmpty()
                ? List.of()
                : snapshot.now(at -> sql.sql(
                                "select distinct lot from made where lot in (:near) and until is null order by lot limit 3")
                        .param("near", near)
                        .query(String.class)
                        .list());
    }

    /** All codes at one slip whose check character is right. */
    static List<String> near(String typed) {
        if (typed.length() > LONGEST) {
            return List.of();
        }
        Set<String> near = new LinkedHashSet<>();
        for (int at = 0; at <= typed.length(); at++) {
            String before = typed.substring(0, at);
            String from = typed.substring(at);
            for (int i = 0; i < CHARACTERS.length(); i++) {
                char other = CHARACTERS.charAt(i);
                near.add(before + other + from);
                if (!from.isEmpty()) {
                    near.add(before + other + from.substring(1));
                }
            }
            if (!from.isEmpty()) {
                near.add(before + from.substring(1));
            }
            if (from.length() > 1) {
                near.add(before + from.charAt(1) + from.charAt(0) + from.substring(2));
            }
        }
        // the letters that look like digits, all at once
        near.add(typed.replace('O', '0').replace('I', '1'));
        return near.stream().filter(NearCodes::isCode).toList();
    }

    private static boolean isCode(String code) {
        try {
            return LotId.parse(code).text().equals(code);
        } catch (Malformed no) {
            return false;
        }
    }
}
