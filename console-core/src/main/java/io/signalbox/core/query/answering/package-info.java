/** Who answers: one handler for each area, and the desk that hands each question to its own. */
@NullMarked
package io.signalbox.core.query.answering;

import org.jspecify.annotations.NullMarked;
