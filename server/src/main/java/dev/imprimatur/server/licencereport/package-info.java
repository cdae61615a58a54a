/**
 * The licence report of a period: who accepted and withdrew what, what became of requests, and for
 * each picture its licence, the clauses that were checked and the verdicts, as CSV, JSON and PDF.
 */
@NullMarked
package dev.imprimatur.server.licencereport;

import org.jspecify.annotations.NullMarked;
