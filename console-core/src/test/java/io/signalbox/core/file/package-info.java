@NullMarked
package io.signalbox.core.file;

import org.jspecify.annotations.NullMarked;
