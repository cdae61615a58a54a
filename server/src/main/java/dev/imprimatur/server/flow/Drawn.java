package dev.imprimatur.server.flow;

import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.db.generation.Generation;

/** A worker's answer to the very order that was signed for this generation. */
record Drawn(
    Generation generation,
    GenerationDetail detail,
    String worker,
    GenerationOutcome.Drawn answer) {}
