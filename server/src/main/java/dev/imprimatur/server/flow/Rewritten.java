package dev.imprimatur.server.flow;

import dev.imprimatur.policy.rewriting.Rewriting;

/** A permitted request with the words that each image is to be drawn from. */
record Rewritten(Permitted permitted, Rewriting rewriting) {}
