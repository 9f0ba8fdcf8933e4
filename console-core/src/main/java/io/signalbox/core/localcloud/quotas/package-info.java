/** How much an account may have of things. */
@NullMarked
package io.signalbox.core.localcloud.quotas;

import org.jspecify.annotations.NullMarked;
