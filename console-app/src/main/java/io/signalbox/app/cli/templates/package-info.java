/** Templates: read, explained, checked and written. */
@NullMarked
package io.signalbox.app.cli.templates;

import org.jspecify.annotations.NullMarked;
