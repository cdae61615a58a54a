/**
 * Numbered versions of policy bundles: what is said of one, signed with Ed25519, and how to tell
 * that a bundle is the one that was approved.
 */
@NullMarked
package dev.imprimatur.policy.release;

import org.jspecify.annotations.NullMarked;
