/** Whether the server and what it needs are well. */
@NullMarked
package dev.imprimatur.server.status;

import org.jspecify.annotations.NullMarked;
