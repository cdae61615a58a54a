/**
 * Licences as code: which clause is enforced by which policies, lists, image checks and tests, who
 * answers for the others, and what came of each in a decision.
 */
@NullMarked
package dev.imprimatur.policy.coverage;

import org.jspecify.annotations.NullMarked;
