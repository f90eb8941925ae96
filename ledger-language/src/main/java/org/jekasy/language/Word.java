package org.jekasy.language;

/** A value that is written as one text: an identifier, a code. Its class has a static {@code parse} that refuses what it is not. */
public interface Word {
    /** The one written form. */
    String text();
}
