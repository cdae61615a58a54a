/**
 * Policy bundles: what was uploaded, what became a numbered version, and which version is in force
 * from when on. Each step is an entry of the log.
 */
@NullMarked
package dev.imprimatur.db.policy;

import org.jspecify.annotations.NullMarked;
