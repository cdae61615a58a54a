/**
 * What operators attest where a licence sets a condition that no rule can check: who may do so,
 * what stands, and what is closed without it.
 */
@NullMarked
package dev.imprimatur.server.attestation;

import org.jspecify.annotations.NullMarked;
