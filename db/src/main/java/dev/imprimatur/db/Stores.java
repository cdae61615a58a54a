package dev.imprimatur.db;

import dev.imprimatur.db.account.Accounts;
import dev.imprimatur.db.audit.Accesses;
import dev.imprimatur.db.generation.Generations;
import dev.imprimatur.db.generation.Outbox;
import dev.imprimatur.db.generation.Reviews;
import dev.imprimatur.db.licence.Acceptances;
import dev.imprimatur.db.licence.Attestations;
import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.db.log.TransparencyLog;
import dev.imprimatur.db.policy.Activations;
import dev.imprimatur.db.policy.PolicyBundles;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.shadow.Replays;
import dev.imprimatur.db.shadow.Shadows;
import dev.imprimatur.db.upload.Uploads;
import dev.imprimatur.db.vault.MasterKey;
import dev.imprimatur.db.vault.Vault;
import jakarta.persistence.EntityManager;

/** The stores within one transaction. */
public final class Stores {
  private final Accounts accounts;
  private final Acceptances acceptances;
  private final Attestations attestations;
  private final Generations generations;
  private final Reviews reviews;
  private final Outbox outbox;
  private final Uploads uploads;
  private final Accesses accesses;
  private final PolicyBundles policyBundles;
  private final Activations activations;
  private final Shadows shadows;
  private final Replays replays;
  private final TransparencyLog log;

  /** Stores over {@code entities}, whose transaction they take part in. */
  public Stores(EntityManager entities, LogSigner signer, MasterKey masterKey) {
    Vault vault = new Vault(entities, masterKey);
    this.log = new TransparencyLog(entities, signer);
    Receipts receipts = new Receipts(log);
    this.accounts = new Accounts(entities, masterKey);
    this.acceptances = new Acceptances(entities, receipts, accounts);
    this.attestations = new Attestations(entities, receipts, accounts);
    this.outbox = new Outbox(entities, vault);
    this.generations = new Generations(entities, vault, receipts, outbox, accounts);
    this.reviews = new Reviews(entities, vault, receipts, outbox, generations);
    this.uploads = new Uploads(entities, vault);
    this.accesses = new Accesses(entities, receipts);
    this.policyBundles = new PolicyBundles(entities, receipts, accounts);
    this.activations = new Activations(entities, receipts, accounts);
    this.shadows = new Shadows(entities, receipts, accounts, policyBundles);
    this.replays = new Replays(entities, receipts);
  }

  public Accounts accounts() {
    return accounts;
  }

  public Acceptances acceptances() {
    return acceptances;
  }

  public Attestations attestations() {
    return attestations;
  }

  public Generations generations() {
    return generations;
  }

  public Reviews reviews() {
    return reviews;
  }

  public Outbox outbox() {
    return outbox;
  }

  public Uploads uploads() {
    return uploads;
  }

  public Accesses accesses() {
    return accesses;
  }

  public PolicyBundles policyBundles() {
    return policyBundles;
  }

  public Activations activations() {
    return activations;
  }

  public Shadows shadows() {
    return shadows;
  }

  public Replays replays() {
    return replays;
  }

  public TransparencyLog log() {
    return log;
  }
}
