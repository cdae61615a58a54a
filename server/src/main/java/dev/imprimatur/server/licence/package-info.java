/**
 * Licences over HTTP: reading one, accepting it for a model, withdrawing that, and the receipts.
 */
@NullMarked
package dev.imprimatur.server.licence;

import org.jspecify.annotations.NullMarked;
