/** What all endpoints share: problems, JSON, limits and headers. */
@NullMarked
package dev.imprimatur.server.http;

import org.jspecify.annotations.NullMarked;
