package org.jekasy.command.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/** A passkey that is not believed, or not taken. */
final class PasskeyRefused extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Why why;
    private final @Nullable String subject;

    /** {@code subject} is whose key it is, where that is known. */
    PasskeyRefused(Why why, @Nullable String subject) {
        super(why.word());
        this.why = why;
        this.subject = subject;
    }

    Why why() {
        return why;
    }

    @Nullable
    String subject() {
        return subject;
    }

    /** What was wrong, and what to do. */
    enum Why {
        UNKNOWN(
                "Cette clé d’accès n’est pas (ou plus) enregistrée ici. Connectez-vous avec mot de passe et code ; vous pourrez l’ajouter dans votre compte.",
                "This passkey is not registered here (any more). Sign in with password and code; you can add it in your account."),
        ELSEWHERE(
                "La clé d’accès a répondu pour une autre adresse que la nôtre. Vérifiez l’adresse de la page, et prévenez votre administrateur si elle vous a été envoyée.",
                "The passkey answered for another address than ours. Check the page's address, and tell your administrator if somebody sent it to you."),
        UNVERIFIED(
                "L’appareil n’a pas vérifié que c’est bien vous. Réessayez et déverrouillez la clé d’accès : empreinte, visage ou code de l’appareil.",
                "The device did not check that it is you. Try again and unlock the passkey: fingerprint, face or the device's code."),
        STALE(
                "Cette réponse a déjà servi, ou la page est trop vieille. Réessayez.",
                "This answer was used already, or the page is too old. Try again."),
        COPIED(
                "Cette clé d’accès est peut-être copiée : son compteur recule. Connectez-vous avec mot de passe et code, supprimez-la et prévenez votre administrateur.",
                "This passkey may have been copied: its counter goes back. Sign in with password and code, remove it and tell your administrator."),
        BLOCKED(
                "Votre accès est bloqué, ou vient d’être fermé partout. Attendez une minute ; s’il reste fermé, demandez à l’administrateur de votre organisation.",
                "Your access is blocked, or was just ended everywhere. Wait a minute; if it stays closed, ask the administrator of your organisation."),
        NOT_PROVEN(
                "La clé d’accès n’a pas pu prouver que c’est vous. Réessayez, ou prenez mot de passe et code.",
                "The passkey could not prove that it is you. Try again, or take password and code."),
        ALREADY_HERE("Cette clé d’accès est déjà enregistrée.", "This passkey is registered already."),
        UNNAMED(
                "Donnez à la clé d’accès un nom de 1 à 60 caractères.",
                "Give the passkey a name of 1 to 60 characters."),
        MANY(
                "Vous avez déjà " + Passkeys.MOST + " clés d’accès : supprimez-en une d’abord.",
                "You already have " + Passkeys.MOST + " passkeys: remove one first."),
        SIGN_IN_AGAIN(
                "Pour ajouter une clé d’accès, il faut s’être connecté dans les dix dernières minutes. Déconnectez-vous, reconnectez-vous, réessayez.",
                "To add a passkey you must have signed in within the last ten minutes. Sign out, sign in, try again.");

        private final String french;
        private final String english;

        Why(String french, String english) {
            this.french = french;
            this.english = english;
        }

        /** Whether it is no guess and harms nobody: no try is counted for it, and no line kept. */
        boolean isHarmless() {
            return switch (this) {
                case STALE, UNNAMED, MANY, SIGN_IN_AGAIN -> true;
                case UNKNOWN, ELSEWHERE, UNVERIFIED, COPIED, BLOCKED, NOT_PROVEN, ALREADY_HERE -> false;
            };
        }

        /** As it stands in an address. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String french() {
            return french;
        }

        String english() {
            return english;
        }

        static Optional<Why> of(@Nullable String word) {
            return Arrays.stream(values())
                    .filter(why -> why.word().equals(word))
                    .findFirst();
        }
    }
}
