/**
 * The licences under which models are used, with the exact text that users accept, their clauses,
 * and who answers for those that no rule can check.
 */
@NullMarked
package dev.imprimatur.policy.licence;

import org.jspecify.annotations.NullMarked;
