/** What differs between two policy bundles, and which decisions change with them. */
@NullMarked
package dev.imprimatur.policy.comparison;

import org.jspecify.annotations.NullMarked;
