package dev.imprimatur.server.flow;

import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.SignedMessage;

/** A permitted request as an order that workers will take. */
record Signed(PermittedAgain permitted, GenerationOrder order, SignedMessage message) {}
