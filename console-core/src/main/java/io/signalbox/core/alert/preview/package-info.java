/** What a rule would have done, from what is stored, by the judge that judges now. */
@NullMarked
package io.signalbox.core.alert.preview;

import org.jspecify.annotations.NullMarked;
