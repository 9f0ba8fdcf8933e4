/** A history played on a clock of its own: the fixture of pictures and demonstrations. */
@NullMarked
package io.signalbox.core.played;

import org.jspecify.annotations.NullMarked;
