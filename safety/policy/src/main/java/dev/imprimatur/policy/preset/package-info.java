/**
 * Presets: words and settings under a name, which a bundle offers. What a preset adds is part of
 * the prompt from the start, and so is judged, rewritten and recorded with it.
 */
@NullMarked
package dev.imprimatur.policy.preset;

import org.jspecify.annotations.NullMarked;
