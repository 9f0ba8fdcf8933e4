/**
 * The provider SPI: what a third party compiles against. JDK types and JSpecify annotations only.
 */
@NullMarked
package io.signalbox.core.provider;

import org.jspecify.annotations.NullMarked;
