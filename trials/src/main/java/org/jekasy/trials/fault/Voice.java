package org.jekasy.trials.fault;

/** Hears how a trial goes on. */
@FunctionalInterface
interface Voice {
    /** One line. */
    void says(String line);
}
