/** JSON and YAML read into trees whose every node knows its file, line and column. */
@NullMarked
package io.signalbox.core.config.source;

import org.jspecify.annotations.NullMarked;
