/**
 * What the server keeps: {@link dev.imprimatur.db.Database} runs work in transactions, {@link
 * dev.imprimatur.db.Stores} are the stores inside one. Each store has a package with its entities,
 * which never leave it. The transparency log and its verifiers stand in packages of their own.
 */
@NullMarked
package dev.imprimatur.db;

import org.jspecify.annotations.NullMarked;
