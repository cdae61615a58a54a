package dev.imprimatur.server.flow;

import dev.imprimatur.db.receipt.Receipt;

/**
 * Pictures whose release, quarantine or holding is in the log. Only from here on may anybody get
 * them.
 */
record Recorded(Marked marked, Receipt receipt) {}
