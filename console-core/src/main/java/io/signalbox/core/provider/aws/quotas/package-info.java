/** How many virtual processors the account may still have. */
@NullMarked
package io.signalbox.core.provider.aws.quotas;

import org.jspecify.annotations.NullMarked;
