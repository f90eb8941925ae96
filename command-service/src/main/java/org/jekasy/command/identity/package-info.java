/**
 * Who is believed: members with their roles, signing in, tokens for people, machines and phones. {@code identity.who} decides; with
 * {@code loopback-header} nothing of this package is switched on but what is looked at before the start.
 */
@NullMarked
package org.jekasy.command.identity;

import org.jspecify.annotations.NullMarked;
