/** What exists in the local cloud: its catalogue, and what was made, kept on disk. */
@NullMarked
package io.signalbox.core.localcloud.world;

import org.jspecify.annotations.NullMarked;
