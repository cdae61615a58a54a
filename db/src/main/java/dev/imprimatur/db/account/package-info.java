/** Who was here: pseudonyms of users and the names officers know them by. */
@NullMarked
package dev.imprimatur.db.account;

import org.jspecify.annotations.NullMarked;
