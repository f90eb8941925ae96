package org.jekasy.command.ledger;

import java.util.Set;
import java.util.regex.Pattern;
import org.jekasy.language.LabelTemplate;
import org.jekasy.language.LabelsOrdered;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jspecify.annotations.Nullable;

/**
 * Labels of a lot are wanted, 1 to 1,000, from a label station of one's own organisation, by who may print them: {@link IssueLabels}. The entry's id is the
 * order's. Without a template they come on what is in the station's printer, without a station from the first that takes the order.
 */
public record OrderLabels(
        LotId lot,
        @Nullable LabelTemplate template,
        int count,
        @Nullable String station) implements LedgerCommand {
    /** Most labels that are ordered at once. */
    static final int MOST = 1_000;

    // as a machine or a device is named
    private static final Pattern STATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.lot(lot), Tag.organisation(request.by().organisation()));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        situation.mayJudge(situation.existing(lot));
        if (count < 1 || count > MOST) {
            throw new Refusal(Reason.NOT_SO_MANY_LABELS, "count", count, "limit", MOST);
        }
        String from = Situation.optionalText("station", station);
        if (from != null && !STATION.matcher(from).matches()) {
            throw new Refusal(Reason.UNREADABLE, "field", "station", "read", from);
        }
        return new LabelsOrdered(situation.by(), lot, template, count, from);
    }
}
