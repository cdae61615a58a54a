/**
 * The Merkle tree of RFC 6962 as pure arithmetic: hashes, which nodes a proof is made of, and the
 * two proof verifiers. Nothing here knows a database.
 */
@NullMarked
package dev.imprimatur.db.merkle;

import org.jspecify.annotations.NullMarked;
