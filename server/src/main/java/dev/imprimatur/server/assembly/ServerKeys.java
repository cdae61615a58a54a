package dev.imprimatur.server.assembly;

import dev.imprimatur.contract.MessageSigner;
import java.security.KeyPair;

/** The server's own keys for messages. */
record ServerKeys(KeyPair keys, MessageSigner signer) {}
