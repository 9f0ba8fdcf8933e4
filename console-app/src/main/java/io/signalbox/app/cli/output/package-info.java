/** How answers are written: documents as JSON or YAML, and aligned tables. */
@NullMarked
package io.signalbox.app.cli.output;

import org.jspecify.annotations.NullMarked;
