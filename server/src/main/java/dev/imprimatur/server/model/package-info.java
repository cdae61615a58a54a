/** The models that may be asked for, read from their cards. */
@NullMarked
package dev.imprimatur.server.model;

import org.jspecify.annotations.NullMarked;
