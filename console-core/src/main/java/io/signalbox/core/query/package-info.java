/** What can be asked: one record for each, and the views it is answered with. */
@NullMarked
package io.signalbox.core.query;

import org.jspecify.annotations.NullMarked;
