/**
 * The policy bundle in force, and the way of a bundle there: uploaded, submitted, approved by
 * somebody else, activated. A bundle that fails any check never replaces the one in force.
 */
@NullMarked
package dev.imprimatur.server.policy;

import org.jspecify.annotations.NullMarked;
