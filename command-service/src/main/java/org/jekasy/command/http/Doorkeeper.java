package org.jekasy.command.http;

/** What whoever guards the doors says to somebody it does not let in: answered as a problem like every other failure. */
public final class Doorkeeper {
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

    /** 404: nothing here, or nothing for you. */
    public static RuntimeException unknownAddress() {
        return new Rejection(Fault.UNKNOWN_ADDRESS);
    }

    /** 503: who acts can not be looked up at the moment. */
    public static RuntimeException unavailable() {
        return new Rejection(Fault.UNAVAILABLE);
    }
}
