/**
 * Marks that say a picture was generated, and what identifies its content: the pixel hash, which
 * survives re-encoding without loss, and the metadata written into a PNG. Pure functions.
 */
@NullMarked
package dev.imprimatur.provenance;

import org.jspecify.annotations.NullMarked;
