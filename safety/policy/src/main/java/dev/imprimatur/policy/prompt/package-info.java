/**
 * What a user typed, brought into the one form that everything after it reads: the text that is
 * shown, decided on and drawn, and beside it the views in which terms are looked up.
 */
@NullMarked
package dev.imprimatur.policy.prompt;

import org.jspecify.annotations.NullMarked;
