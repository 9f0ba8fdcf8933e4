/** What machines cost at AWS. */
@NullMarked
package io.signalbox.core.provider.aws.prices;

import org.jspecify.annotations.NullMarked;
