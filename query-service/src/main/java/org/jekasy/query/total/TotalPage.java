package org.jekasy.query.total;

import java.util.List;
import org.jekasy.language.CommuneId;
import org.jekasy.language.Grams;
import org.jekasy.language.SeasonId;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.ProductName;

/**
 * What was harvested and delivered in a territory, by season, product and commune, as far as at least five producers stand behind a sum. A sum of fewer
 * would be somebody's, and is left out.
 */
public record TotalPage(CommuneId territory, long position, List<Line> totals) {
    /** One sum, and how many producers stand behind it. */
    public record Line(SeasonId season, ProductName product, CommuneName commune, int producers, Grams weight) {}
}
