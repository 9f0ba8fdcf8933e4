/** What tests share: a manual clock and fakes of the parts around what is tested. */
@NullMarked
package io.signalbox.core.testing;

import org.jspecify.annotations.NullMarked;
