package org.jekasy.language.reference;

import java.time.MonthDay;
import org.jekasy.language.VarietyCode;

/** A variety of mango: its name, the days of the year between which it is picked, and what one fruit weighs in grams. */
public record Variety(
        VarietyCode code, String name, MonthDay seasonFrom, MonthDay seasonTo, int fruitGMin, int fruitGMax) {}
