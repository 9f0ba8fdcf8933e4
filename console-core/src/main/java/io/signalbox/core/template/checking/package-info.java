/** Checks a resolved template against its provider. */
@NullMarked
package io.signalbox.core.template.checking;

import org.jspecify.annotations.NullMarked;
