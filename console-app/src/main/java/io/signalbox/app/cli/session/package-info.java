/**
 * What every verb is handed: the streams, the global options, the open configuration, and what is
 * typed.
 */
@NullMarked
package io.signalbox.app.cli.session;

import org.jspecify.annotations.NullMarked;
