/** What goes wrong at the local cloud, changeable while it runs. */
@NullMarked
package io.signalbox.core.localcloud.faults;

import org.jspecify.annotations.NullMarked;
