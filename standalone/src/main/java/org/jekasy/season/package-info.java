/** Made-up seasons of any size, after the figures of the programme area: what an installation would see from the first harvest to the last arrival. */
@NullMarked
package org.jekasy.season;

import org.jspecify.annotations.NullMarked;
