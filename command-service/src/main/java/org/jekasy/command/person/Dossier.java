package org.jekasy.command.person;

import org.jekasy.language.PartyId;
import org.jekasy.language.ProducerId;

/** Whose data these are, and which organisation keeps them. */
record Dossier(PartyId keeper, ProducerId producer) {}
