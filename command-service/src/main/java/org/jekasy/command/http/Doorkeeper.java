package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jekasy.command.ledger.Refusal;
import org.jekasy.language.Malformed;

/** What whoever guards the doors says to somebody it does not let in: answered as a problem like every other failure. */
public final class Doorkeeper {
    private static final long STEP_NANOS = 10_000_000;

    private Doorkeeper() {}

    /** 401: no token, or one that is not believed. */
    public static RuntimeException notSignedIn() {
        return new Rejection(Fault.NOT_SIGNED_IN);
    }

    /** 403: a good token of somebody who is no member. */
    public static RuntimeException notAMember() {
        return new Rejection(Fault.NOT_A_MEMBER);
    }

    /** 403: a member whose role does not allow this. */
    public static RuntimeException notAllowed() {
        return new Rejection(Fault.NOT_ALLOWED);
    }

    /** 403: a form without the mark of a page of ours. */
    public static RuntimeException stalePage() {
        return new Rejection(Fault.STALE_PAGE);
    }

    /** 401: a token that is bound to a key, without a good proof of that key for this address. */
    public static RuntimeException noProof(String address) {
        return new Rejection(Fault.NO_PROOF, "address", address);
    }

    /** 507: what a phone has aside fills its room. */
    public static RuntimeException asideIsFull(long most) {
        return new Rejection(Fault.ASIDE_IS_FULL, "most", most);
    }

    /** Whether this request brings records: a command at its door, or a batch. */
    public static boolean takesRecords(HttpServletRequest request) {
        String path = request.getServletPath();
        return request.getMethod().equals("POST")
                && (path.equals(BatchController.PATH)
                        || Arrays.stream(Door.values())
                                .anyMatch(door -> door.path().equals(path)));
    }

    /** 401: a good token of a member whom the provider did not ask for enough. */
    public static RuntimeException tooWeak() {
        return new Rejection(Fault.TOO_WEAK);
    }

    /** 429: more calls than one who is signed in has in a minute. */
    public static RuntimeException tooManyCalls() {
        return new Rejection(Fault.TOO_MANY_CALLS);
    }

    /** 429: more than one of its kind sends in a minute. */
    public static RuntimeException tooOften() {
        return new Rejection(Fault.TOO_OFTEN);
    }

    /** What a door would have answered: its status, and the sentence in the reader's language. */
    public record Said(int status, String sentence) {}

    /** The same for who sits before a page; empty where it is a fault of ours. */
    public static Optional<Said> said(RuntimeException why, Locale locale) {
        return switch (why) {
            case Rejection rejection -> Optional.of(new Said(rejection.fault().status(), rejection.sentence(locale)));
            case Malformed malformed -> said(Rejection.of(malformed, malformed.kind()), locale);
            case Refusal refusal -> Optional.of(new Said(422, refusal.sentence(locale)));
            case RuntimeException _ -> Optional.empty();
        };
    }

    /** 404: nothing here, or nothing for you. */
    public static RuntimeException unknownAddress() {
        return new Rejection(Fault.UNKNOWN_ADDRESS);
    }

    /** 503: who acts can not be looked up at the moment. */
    public static RuntimeException unavailable() {
        return new Rejection(Fault.UNAVAILABLE);
    }

    /** 404: there is no such producer, or it is another organisation's, told alike: same words, and on the next full step since it began (in nanoseconds). */
    public static RuntimeException noSuchProducer(long began, Object id) {
        inStep(began);
        return new Rejection(Fault.NO_SUCH_PRODUCER, "id", id);
    }

    /** 404: there is no such orchard, or it is somebody else's, told alike in the same way. */
    public static RuntimeException noSuchOrchard(long began, Object id) {
        inStep(began);
        return new Rejection(Fault.NO_SUCH_ORCHARD, "id", id);
    }

    /** 409: the person did not agree to this purpose, or does not any more. */
    public static RuntimeException noConsent(Object id, String purpose) {
        return new Rejection(Fault.NO_CONSENT, "id", id, "purpose", purpose);
    }

    /** 401: this is done by somebody with a number only. */
    public static RuntimeException unnamed() {
        return new Rejection(Fault.UNNAMED);
    }

    /** 413: more bytes than a photo may have. */
    public static RuntimeException photoTooLarge(int most) {
        return new Rejection(Fault.PHOTO_TOO_LARGE, "most", most);
    }

    /** 422: no picture, or one with too many points. */
    public static RuntimeException noPhoto(int side) {
        return new Rejection(Fault.NO_PHOTO, "side", side);
    }

    static void inStep(long began) {
        LockSupport.parkNanos(STEP_NANOS - (System.nanoTime() - began) % STEP_NANOS);
    }
}
