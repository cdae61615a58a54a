/** Which user accepted which licence text, when, with the receipt of it. */
@NullMarked
package dev.imprimatur.db.licence;

import org.jspecify.annotations.NullMarked;
