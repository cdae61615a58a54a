/**
 * Pictures that people bring to start from: kept encrypted, for a while, and for their owners. They
 * can be removed at any time but while a request that starts from them is not final.
 */
@NullMarked
package dev.imprimatur.db.upload;

import org.jspecify.annotations.NullMarked;
