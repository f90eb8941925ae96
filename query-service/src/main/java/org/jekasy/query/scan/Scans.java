package org.jekasy.query.scan;

import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Gtin;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.Sscc;
import org.jekasy.query.label.LabelPages;
import org.jekasy.query.label.ScanCount;
import org.jekasy.query.label.Serial;
import org.jekasy.query.label.SerialState;
import org.jekasy.query.label.Serials;
import org.jekasy.query.lot.LotPage;
import org.jekasy.query.lot.LotPages;
import org.jekasy.query.lot.LotState;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.roll.RollPages;
import org.jekasy.query.roll.Sticker;
import org.jekasy.query.unit.ContainerPage;
import org.jekasy.query.unit.UnitPage;
import org.jekasy.query.unit.UnitPages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what a scanned code is and what may be done with it. */
@Component
public class Scans {
    private final Snapshot snapshot;
    private final LotPages lots;
    private final LabelPages labels;
    private final UnitPages units;
    private final RollPages rolls;
    private final Serials serials;
    private final ScanCount counted;

    Scans(
            Snapshot snapshot,
            LotPages lots,
            LabelPages labels,
            UnitPages units,
            RollPages rolls,
            Serials serials,
            ScanCount counted) {
        this.snapshot = snapshot;
        this.lots = lots;
        this.labels = labels;
        this.units = units;
        this.rolls = rolls;
        this.serials = serials;
        this.counted = counted;
    }

    /** The answer to a scan. A code that is right but new to the ledger is known: false; a wrong one is {@link Malformed}. */
    public ScanPage scan(String text) {
        Code code = Code.read(text);
        return snapshot.now(at -> switch (code) {
            case Code.OfLot of -> lot(of, at);
            case Code.OfUnit of -> unit(of.unit(), at);
            case Code.OfContainer of -> container(of.container(), at);
        });
    }

    private ScanPage lot(Code.OfLot code, long at) {
        Sticker sticker = rolls.sticker(code.lot());
        LotId bound = sticker == null ? null : sticker.lot();
        LotId lot = bound == null ? code.lot() : bound;
        if (sticker != null && bound == null) {
            // also where a lot was recorded under this code and voided since
            return unknown(code, sticker, at);
        }
        LotPage page;
        try {
            page = lots.page(lot, at);
        } catch (Unknown notYet) {
            // a phone that has not sent yet
            return unknown(code, sticker, at);
        }
        Gtin gtin = labels.gtin(page);
        Boolean fits = null;
        if (code.gtin() != null) {
            fits = code.gtin().equals(gtin);
        } else if (code.product() != null) {
            fits = code.product().equals(page.product().code());
        }
        String scanned = code.serial();
        Serial serial = scanned == null ? null : serials.of(lot, scanned, at);
        if (serial != null && serial.state() != SerialState.UNKNOWN) {
            counted.count(lot, serial.serial());
        }
        return new ScanPage(
                ScanPage.Kind.LOT,
                true,
                at,
                lot,
                sticker,
                serial,
                null,
                null,
                gtin,
                page.product(),
                page.state(),
                page.held(),
                page.recalled(),
                fits,
                actions(page),
                "/lots/" + lot.text());
    }

    private static ScanPage unknown(Code.OfLot code, @Nullable Sticker sticker, long at) {
        return new ScanPage(
                ScanPage.Kind.LOT,
                false,
                at,
                sticker == null || sticker.lot() == null ? code.lot() : sticker.lot(),
                sticker,
                null,
                null,
                null,
                code.gtin(),
                null,
                null,
                false,
                false,
                null,
                fresh(sticker),
                null);
    }

    private static List<Action> fresh(@Nullable Sticker sticker) {
        if (sticker == null) {
            return List.of(Action.RECORD_HARVEST, Action.RECORD_DELIVERY, Action.ISSUE_LABELS);
        }
        return switch (sticker.state()) {
            case FREE -> List.of(Action.RECORD_HARVEST, Action.RECORD_DELIVERY, Action.BIND_CODE, Action.VOID_CODES);
            case VOID, BOUND -> List.of();
        };
    }

    private static List<Action> actions(LotPage page) {
        List<Action> actions = new ArrayList<>();
        if (page.recalled() && page.state() != LotState.VOIDED) {
            // only to quarantine or destruction
            if (page.held()) {
                actions.add(Action.RELEASE);
            }
            if (page.available().grams() > 0) {
                actions.add(Action.SHIP);
                actions.add(Action.DISPOSE);
            }
            if (page.state() == LotState.IN_TRANSIT) {
                actions.add(Action.RECEIVE);
            }
            actions.addAll(List.of(Action.INSPECT, Action.CLOSE_RECALL));
            return actions;
        }
        switch (page.state()) {
            case HELD -> {
                actions.addAll(List.of(Action.RELEASE, Action.INSPECT, Action.WEIGH, Action.LINK_CERTIFICATE));
                if (page.available().grams() > 0) {
                    actions.addAll(List.of(Action.ADJUST, Action.DISPOSE));
                }
                actions.add(Action.OPEN_RECALL);
            }
            case AVAILABLE -> {
                boolean packed = page.made().packing() != null;
                actions.addAll(List.of(Action.WEIGH, Action.INSPECT));
                if (packed) {
                    actions.add(Action.BUILD_UNIT);
                } else {
                    actions.addAll(List.of(Action.GROUP, Action.SPLIT, Action.PROCESS));
                    String product = page.product().code().text();
                    if (product.equals("mango_fresh") && page.treatment() == null) {
                        actions.add(Action.TREAT);
                    }
                    actions.add(Action.PACK);
                }
                actions.addAll(List.of(
                        Action.SHIP,
                        Action.LINK_CERTIFICATE,
                        Action.HOLD,
                        Action.OPEN_RECALL,
                        Action.ADJUST,
                        Action.DISPOSE,
                        Action.ISSUE_LABELS));
                voidLabels(page, actions);
            }
            case IN_TRANSIT ->
                actions.addAll(List.of(
                        Action.RECEIVE, Action.HOLD, Action.OPEN_RECALL, Action.ADJUST, Action.LINK_CERTIFICATE));
            case EXHAUSTED, DISPOSED -> {
                actions.addAll(List.of(Action.HOLD, Action.OPEN_RECALL));
                voidLabels(page, actions);
            }
            case VOIDED -> voidLabels(page, actions);
        }
        return actions;
    }

    private static void voidLabels(LotPage page, List<Action> actions) {
        if (page.labels().issued() > page.labels().voided()) {
            actions.add(Action.VOID_LABELS);
        }
    }

    private ScanPage unit(Sscc unit, long at) {
        UnitPage page;
        try {
            page = units.unit(unit);
        } catch (Unknown notYet) {
            return new ScanPage(
                    ScanPage.Kind.UNIT,
                    false,
                    at,
                    null,
                    null,
                    null,
                    unit,
                    null,
                    null,
                    null,
                    null,
                    false,
                    false,
                    null,
                    List.of(Action.BUILD_UNIT),
                    null);
        }
        List<Action> actions = new ArrayList<>();
        if (page.contents().isEmpty()) {
            actions.add(Action.BUILD_UNIT);
        } else {
            actions.add(Action.DISMANTLE_UNIT);
            if (!page.held() && !page.recalled()) {
                if (page.container() == null) {
                    actions.add(Action.STUFF_CONTAINER);
                }
                actions.add(Action.SHIP);
            }
            actions.add(Action.LINK_CERTIFICATE);
        }
        return new ScanPage(
                ScanPage.Kind.UNIT,
                true,
                at,
                null,
                null,
                null,
                unit,
                page.container(),
                null,
                null,
                null,
                page.held(),
                page.recalled(),
                null,
                actions,
                "/units/" + unit.text());
    }

    private ScanPage container(ContainerNumber container, long at) {
        ContainerPage page;
        try {
            page = units.container(container);
        } catch (Unknown notYet) {
            return new ScanPage(
                    ScanPage.Kind.CONTAINER,
                    false,
                    at,
                    null,
                    null,
                    null,
                    null,
                    container,
                    null,
                    null,
                    null,
                    false,
                    false,
                    null,
                    List.of(Action.STUFF_CONTAINER),
                    null);
        }
        List<Action> actions = new ArrayList<>(List.of(Action.CHANGE_SEAL));
        boolean away = !page.legs().isEmpty() && page.legs().getLast().what().equals("DEPARTED");
        if (away) {
            actions.add(Action.ARRIVE);
        } else if (!page.held() && !page.recalled()) {
            actions.add(Action.DEPART);
        }
        actions.add(Action.LINK_CERTIFICATE);
        return new ScanPage(
                ScanPage.Kind.CONTAINER,
                true,
                at,
                null,
                null,
                null,
                null,
                container,
                null,
                null,
                null,
                page.held(),
                page.recalled(),
                null,
                actions,
                "/containers/" + container.text());
    }
}
