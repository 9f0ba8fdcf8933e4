/**
 * What the track diagram knows and says, without a control: the tree, what is selected on it, the
 * words.
 */
@NullMarked
package io.signalbox.app.ui.tracks.model;

import org.jspecify.annotations.NullMarked;
