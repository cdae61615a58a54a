/** What is wrong with a policy bundle: the file, the line and the reason. */
@NullMarked
package dev.imprimatur.policy.defect;

import org.jspecify.annotations.NullMarked;
