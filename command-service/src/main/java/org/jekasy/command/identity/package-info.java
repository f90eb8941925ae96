/**
 * Who is believed: members with their roles, signing in, tokens for people, machines and phones. {@code identity.who} decides; with
 * {@code loopback-header} nothing of this package is switched on.
 */
@NullMarked
package org.jekasy.command.identity;

import org.jspecify.annotations.NullMarked;
