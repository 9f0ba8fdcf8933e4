/** Machines of AWS: the type's declaration, and the provider that hands each operation on. */
@NullMarked
package io.signalbox.core.provider.aws;

import org.jspecify.annotations.NullMarked;
