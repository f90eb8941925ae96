/** The doors of label-printer: labels, sheets and a start page for people. */
@NullMarked
package org.jekasy.label.http;

import org.jspecify.annotations.NullMarked;
