/**
 * The policy bundle: a folder of rules, lists, limits, targets, licences and tests that is read,
 * checked and hashed as one thing. A bundle that is wrong in any part is refused as a whole.
 */
@NullMarked
package dev.imprimatur.policy.bundle;

import org.jspecify.annotations.NullMarked;
