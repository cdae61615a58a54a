/** What an installation keeps in its folder: ports, keys, passwords and where everything lies. */
@NullMarked
package dev.imprimatur.stack.installation;

import org.jspecify.annotations.NullMarked;
