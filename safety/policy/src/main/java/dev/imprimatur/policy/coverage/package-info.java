/** Licences as code: which clause is enforced by which policies, lists and tests. */
@NullMarked
package dev.imprimatur.policy.coverage;

import org.jspecify.annotations.NullMarked;
