package org.jekasy.query.register;

import org.jekasy.language.PartyId;

/** A party and its name in the register; one the register does not know is called by its id. */
public record PartyName(PartyId id, String name) {}
