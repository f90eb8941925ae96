package org.jekasy.season;

import org.jekasy.language.CheckDigits;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Gtin;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;

/** A packing station or a union: who receives from cooperatives and sends abroad. The numbers it gives begin with 952, which GS1 keeps for demonstrations. */
record Station(int number, PartyId id, String name, IssuerCode issuer, PlaceId place, @Nullable Gtin carton) {
    /** The number of its n-th pallet. */
    Sscc pallet(int n) {
        String digits = "0952%04d%09d".formatted(number, n);
        return new Sscc(digits + CheckDigits.gs1(digits));
    }

    /** The number of the n-th container of all stations. */
    static ContainerNumber container(int n) {
        String text = "JEKU%06d".formatted(n);
        return new ContainerNumber(text + CheckDigits.iso6346(text));
    }

    /** A number for the cartons of a station that has a prefix of GS1. */
    static Gtin gtin(int number) {
        String digits = "0952123400%03d".formatted(number);
        return new Gtin(digits + CheckDigits.gs1(digits));
    }
}
