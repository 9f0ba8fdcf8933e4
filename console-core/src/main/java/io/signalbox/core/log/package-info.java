/**
 * What goes for every log line, whoever keeps it: the registry of secrets, the trace id, text from
 * outside shown as text, and what an open folder says of the log.
 */
@NullMarked
package io.signalbox.core.log;

import org.jspecify.annotations.NullMarked;
