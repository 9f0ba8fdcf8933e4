/** The command line: one class for each group of verbs, over commands and queries. */
@NullMarked
package io.signalbox.app.cli;

import org.jspecify.annotations.NullMarked;
