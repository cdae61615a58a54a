/** The licences under which models are used, with the exact text that users accept. */
@NullMarked
package dev.imprimatur.policy.licence;

import org.jspecify.annotations.NullMarked;
