/** The provider strategy guide's own verbs. */
@NullMarked
package io.signalbox.app.cli.strategy;

import org.jspecify.annotations.NullMarked;
