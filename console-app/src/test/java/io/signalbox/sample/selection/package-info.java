/** The sample plug-ins at work. */
@NullMarked
package io.signalbox.sample.selection;

import org.jspecify.annotations.NullMarked;
