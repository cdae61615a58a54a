/**
 * Bundles tried on real requests before anybody feels them: one that decides beside the bundle in
 * force, and runs of recorded requests under another bundle. Neither shows a prompt, and neither
 * slows or changes an answer.
 */
@NullMarked
package dev.imprimatur.server.lab;

import org.jspecify.annotations.NullMarked;
