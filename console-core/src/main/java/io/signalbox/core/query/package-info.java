/** What can be asked: one record and one handler for each, and the views they answer with. */
@NullMarked
package io.signalbox.core.query;

import org.jspecify.annotations.NullMarked;
