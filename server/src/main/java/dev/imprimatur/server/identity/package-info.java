/**
 * Who is calling: the verified token as a value, and the permissions that Keycloak keeps for it.
 */
@NullMarked
package dev.imprimatur.server.identity;

import org.jspecify.annotations.NullMarked;
