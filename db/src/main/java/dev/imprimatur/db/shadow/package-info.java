/**
 * What bundles would have decided: one that decides beside the bundle in force, with its
 * differences, and runs of recorded requests under another bundle.
 */
@NullMarked
package dev.imprimatur.db.shadow;

import org.jspecify.annotations.NullMarked;
