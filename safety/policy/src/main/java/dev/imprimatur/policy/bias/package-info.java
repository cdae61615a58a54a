/**
 * What a model makes of people, with and without the diversity rewriting: what is drawn to find
 * out, how far it lies from the target, and the report on it as JSON and as a page.
 */
@NullMarked
package dev.imprimatur.policy.bias;

import org.jspecify.annotations.NullMarked;
