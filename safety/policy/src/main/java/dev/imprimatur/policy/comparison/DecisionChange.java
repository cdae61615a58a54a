package dev.imprimatur.policy.comparison;

import dev.imprimatur.policy.bundle.Answer;
import dev.imprimatur.policy.bundle.BundleTest;

/**
 * A request on which two bundles decide differently.
 *
 * @param test whose request it is
 * @param from the first bundle's answer
 * @param to the second bundle's answer
 */
public record DecisionChange(BundleTest test, Answer from, Answer to) {}
