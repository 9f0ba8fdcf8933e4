/** Programs that try the core for long or with many at once, and write down what they found. */
@NullMarked
package io.signalbox.core.proof;

import org.jspecify.annotations.NullMarked;
