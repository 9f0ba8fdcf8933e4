/**
 * Files as this program reads, makes and saves them: regular, bounded, its user's alone, and those
 * that people write through one door.
 */
@NullMarked
package io.signalbox.core.file;

import org.jspecify.annotations.NullMarked;
