/** Looking up many phrases in a prompt at once, as whole words, in time linear in the prompt. */
@NullMarked
package dev.imprimatur.policy.phrase;

import org.jspecify.annotations.NullMarked;
