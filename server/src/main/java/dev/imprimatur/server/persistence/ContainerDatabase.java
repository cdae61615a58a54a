package dev.imprimatur.server.persistence;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.db.vault.MasterKey;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work in the container's transactions. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class ContainerDatabase implements Database {
  private static final Logger log = LoggerFactory.getLogger(ContainerDatabase.class);

  @PersistenceContext(unitName = "imprimatur")
  private EntityManager entities;

  @Resource private UserTransaction transaction;
  @Inject private LogSigner signer;
  @Inject private MasterKey masterKey;

  /**
   * {@inheritDoc}
   *
   * @throws DatabaseUnavailableException if the database cannot be reached; nothing was changed,
   *     unless the connection broke while it committed: then everything was changed, or nothing
   */
  @Override
  public <T> T inTransaction(Function<Stores, T> work) {
    boolean done = false;
    try {
      transaction.begin();
      T result = work.apply(new Stores(entities, signer, masterKey));
      transaction.commit();
      done = true;
      return result;
    } catch (PersistenceException | RollbackException e) {
      throw translate(e);
    } catch (HeuristicMixedException | HeuristicRollbackException e) {
      // The only resource is the database: it broke off before it could say how the commit ended.
      throw new DatabaseUnavailableException(e);
    } catch (NotSupportedException | SystemException e) {
      throw new IllegalStateException("The transaction failed", e);
    } finally {
      if (!done) {
        undo();
      }
    }
  }

  private static RuntimeException translate(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isConnectionLost(sql)) {
        return new DatabaseUnavailableException(failure);
      }
      if (cause.getClass().getName().equals("jakarta.resource.ResourceException")) {
        return new DatabaseUnavailableException(failure);
      }
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("The transaction was rolled back", failure);
  }

  /** SQLSTATE class 08 is connections, 57P is a server that shuts down (PostgreSQL, appendix A). */
  private static boolean isConnectionLost(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57P");
  }

  private void undo() {
    try {
      if (transaction.getStatus() != jakarta.transaction.Status.STATUS_NO_TRANSACTION) {
        transaction.rollback();
      }
    } catch (SystemException e) {
      log.warn("A transaction could not be rolled back: {}", e.getMessage());
    }
  }
}
