/** Licences over HTTP: reading one, accepting it, and the receipt for that. */
@NullMarked
package dev.imprimatur.server.licence;

import org.jspecify.annotations.NullMarked;
