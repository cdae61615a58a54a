/** What compliance officers and auditors see, and the record of their looking. */
@NullMarked
package dev.imprimatur.server.audit;

import org.jspecify.annotations.NullMarked;
