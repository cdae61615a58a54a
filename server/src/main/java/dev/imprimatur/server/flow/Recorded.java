package dev.imprimatur.server.flow;

import dev.imprimatur.db.receipt.Receipt;

/** Pictures whose release or quarantine is in the log. Only from here on may anybody get them. */
record Recorded(Marked marked, Receipt receipt) {}
